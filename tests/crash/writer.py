"""A process that saves verdicts with many threads, and names each one that was acknowledged.

    writer.py FOLDER URL NAME THREADS SAVES HOT

`URL` is `-` for the desk's own SQLite file. With `HOT` 1, all writers of all processes save as one reviewer
on the same two claims, and try again where somebody else was faster; else each thread is a reviewer.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from factdesk.errors import Stale
from factdesk.model import Verdict
from factdesk.review import revisions
from factdesk.store import Store

SLUG = "the-bridge"


def main(folder: str, url: str, name: str, threads: str, saves: str, hot: str) -> None:
    store = Store(Path(folder), None if url == "-" else url)
    writers = [
        threading.Thread(target=write, args=(store, f"{name}t{number}", int(saves), hot == "1"))
        for number in range(int(threads))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


def write(store: Store, name: str, saves: int, hot: bool) -> None:
    for number in range(saves):
        claim = f"c{number % 2 + 1}"
        reviewer = "Everybody" if hot else name
        save(store, claim, reviewer, f"v{name}n{number}")
        os.write(1, f"v{name}n{number}\n".encode())


def save(store: Store, claim: str, reviewer: str, verdict_id: str) -> None:
    while True:
        revision = revisions(store.verdicts(SLUG)).get((claim, reviewer), 0) + 1
        try:
            store.append(
                SLUG, [Verdict(verdict_id, claim, reviewer, "True", "two\nlines", revision=revision)]
            )
            return
        except Stale:
            continue


if __name__ == "__main__":
    main(*sys.argv[1:])
