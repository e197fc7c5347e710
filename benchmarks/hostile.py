"""What hostile pages and documents come to: outcome, seconds, extra memory.

    python benchmarks/hostile.py [factdesk | requests | requests-hardened]

Each case of `tests/hostile_cases.py` runs in a process of its own against a site of traps on loopback, at
factdesk's own limits of size, at TOTAL_SECONDS in all and without its pause between two pages of one host;
other libraries run as they come, with a timeout. Extra memory is the growth of the highest resident size over
that after a good page, in MiB; for documents, which `factdesk.ingest.read` reads, in brackets the whole size
of its child process. No process may have more than ADDRESS_SPACE bytes, nor run longer than PATIENCE seconds.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import hostile_server
from hostile_cases import CASES, GROUPS, Case, Wanted, judged

TOTAL_SECONDS, ADDRESS_SPACE = 5, 3 * 2**29
PATIENCE = {"page": 15, "document": 60}
GOOD = Case("good page", "http://public.test/good", Wanted.PAGE)
Fetch = Callable[[str], bytes]


def factdesk() -> Fetch:
    from factdesk import web

    class Hasty(web.Clock):
        def sleep(self, seconds: float) -> None:
            pass

    limits = web.Limits(total_seconds=TOTAL_SECONDS, attempts=1)
    client = web.Client(web.agent(""), None, limits, Hasty(), web.Guard())
    return lambda url: client.page(url).body


def requests_alone() -> Fetch:
    import requests

    return lambda url: requests.get(url, timeout=TOTAL_SECONDS).content


def requests_hardened() -> Fetch:
    from requests_hardened import Config, Manager

    config = Config(
        default_timeout=(TOTAL_SECONDS, TOTAL_SECONDS),
        never_redirect=False,
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=False,
    )
    return lambda url: bytes(Manager(config).send_request("GET", url).content)


LIBRARIES = {"factdesk": factdesk, "requests": requests_alone, "requests-hardened": requests_hardened}


def main() -> None:
    library = sys.argv[1] if len(sys.argv) > 1 else "factdesk"
    print("| case | outcome | as wanted | seconds | extra MiB |\n|---|---|---|---|---|")
    with hostile_server.serving(drip_seconds=0.5) as (url, _):
        hostile_server.gzip_of_1_gib(), hostile_server.deflate_of_1_gib()
        told = [fetched(library, number, urlsplit(url).port or 0) for number in range(len(CASES))]
    if library == "factdesk":
        documents()
    good = sum(row.get("good", False) for row in told)
    leaks = sum(row.get("outcome") == "leak" for row in told)
    print(f"\n{library}: {good} of {len(CASES)} as wanted, {leaks} leaks")


def fetched(library: str, number: int, port: int) -> dict[str, object]:
    case = CASES[number]
    row = in_a_process("page", library, str(number), str(port))
    row["good"] = row.get("outcome") == case.wanted
    group = next(name for name, cases in GROUPS.items() if case in cases)
    line(f"{group}: {case.name}", row)
    return row


def documents() -> None:
    """Documents that were made to do harm, through the reader of documents."""
    from test_ingest_hostile import HOSTILE

    for made, _ in HOSTILE:
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(made())
            row = in_a_process("document", file.name, made.__name__)
        row["good"] = row.get("outcome") == "error"
        line(f"document: {made.__name__.replace('_', ' ')}", row)


def in_a_process(kind: str, *words: str) -> dict[str, object]:
    """What a process of this script prints, or how it ended."""
    command = [sys.executable, __file__, "--one", kind, *words]
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE[kind], preexec_fn=confine
        )
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        told = f"still running after {PATIENCE[kind]} s"
    except (ValueError, IndexError):
        told = f"the process died, exit code {done.returncode}"
    return {"outcome": told, "told": "", "seconds": time.perf_counter() - start, "mib": "?"}


def confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def line(name: str, row: dict[str, object]) -> None:
    told = str(row["told"]).replace("|", "\\|").replace("http://public.test/", "…/")
    outcome = f"{row['outcome']}: {told[:110]}" if told else row["outcome"]
    good = "yes" if row["good"] else "NO"
    print(f"| {name} | {outcome} | {good} | {row['seconds']:.1f} | {row['mib']} |", flush=True)


def one_page(library: str, number: str, port: str) -> dict[str, object]:
    fetch = LIBRARIES[library]()
    judged(GOOD, fetch, int(port))
    before, start = high_water(), time.perf_counter()
    outcome, told = judged(CASES[int(number)], fetch, int(port))
    seconds = time.perf_counter() - start
    return {"outcome": outcome, "told": told, "seconds": seconds, "mib": f"{high_water() - before:.0f}"}


def one_document(path: str, name: str) -> dict[str, object]:
    from factdesk import ingest
    from factdesk.errors import FactdeskError

    data = Path(path).read_bytes()
    ingest.read(hostile_server.GOOD, name="good.html")
    before, start = high_water(), time.perf_counter()
    outcome, told = "page", ""
    try:
        told = f"{len(ingest.read(data, name=name).text):,} characters"
    except FactdeskError as error:
        outcome, told = "error", str(error)
    seconds = time.perf_counter() - start
    mib = f"{high_water() - before:.0f} ({high_water(resource.RUSAGE_CHILDREN):.0f})"
    return {"outcome": outcome, "told": told, "seconds": seconds, "mib": mib}


def high_water(whose: int = resource.RUSAGE_SELF) -> float:
    """The highest resident size so far, in MiB."""
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        kind, *words = sys.argv[2:]
        print(json.dumps(one_page(*words) if kind == "page" else one_document(*words)))
    else:
        main()
