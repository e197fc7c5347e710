"""A real server on a copy of a desk, and Chromium in front of it."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from factdesk import cells
from factdesk.desk import Desk
from factdesk.model import Claim
from ports import free_port

ROOT = Path(__file__).parents[2]
SLUG = "munir-us-visit"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium found; apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 800}}


class Server:
    """The workbench on a desk folder. `app` is the script that Streamlit runs, `env` what it finds set."""

    def __init__(self, folder: Path, app: Path, log: Path, env: Mapping[str, str] | None = None) -> None:
        self.folder, self.app, self.log, self.env = folder, app, log, dict(env or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(self.app)]
        command += ["--server.port", str(self.port), "--server.headless", "true"]
        env = os.environ | {"FACTDESK_DESK": str(self.folder), "PYTHONPATH": str(ROOT / "src")} | self.env
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        self._await_health()

    def _await_health(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        pytest.fail(f"the server did not start:\n{self.log.read_text('utf-8', 'replace')}")

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV of the article, as a person's program reads them."""
        path = self.folder / SLUG / name
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return [{key: cells.unpack(cell) for key, cell in row.items()} for row in csv.DictReader(file)]

    def claims(self) -> list[Claim]:
        desk = Desk.open(self.folder)
        try:
            return desk.claims(SLUG)
        finally:
            desk.close()


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the Munir article as it is shipped: no verdicts."""
    folder = tmp_path_factory.mktemp("template") / "claims"
    desk = Desk.open(folder)
    text = (ROOT / "tests" / "data" / "munir-us-visit.txt").read_text("utf-8")
    desk.add_article(text, title="Munir US visit")
    desk.close()
    return folder


@pytest.fixture
def serve(desk_template: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server on a fresh copy of the desk; `app` names another script beside this file.

    `settings` is the desk's desk.toml.
    """
    running: list[Server] = []

    def start(app: str = "", env: Mapping[str, str] | None = None, settings: str = "") -> Server:
        folder = tmp_path / f"desk{len(running)}" / "claims"
        shutil.copytree(desk_template, folder)
        if settings:
            (folder / "desk.toml").write_text(settings, "utf-8")
        script = Path(__file__).parent / app if app else ROOT / "app.py"
        running.append(Server(folder, script, tmp_path / "server.log", env))
        running[-1].start()
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    return serve()


# --- what a person does ----------------------------------------------------------------------------


def sign_in(context: BrowserContext, server: Server, reviewer: str) -> None:
    """The browser remembers the reviewer's name from an earlier visit."""
    context.add_cookies([{"name": "factdesk_reviewer", "value": quote(reviewer), "url": server.url}])


def open_review(page: Page, server: Server, reviewer: str = "Ann Example", slug: str = SLUG) -> None:
    sign_in(page.context, server, reviewer)
    page.goto(f"{server.url}/review?article={slug}")
    expect(page.locator(".fd-head h1")).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """Everything that was done is acknowledged by the server."""
    expect(page.locator(".fd-saved")).to_have_attribute("data-state", "saved")


def select_claim(page: Page, words: str) -> None:
    """Selects the claim of which the article says these words."""
    # A second click on a selected claim goes to the next one that covers the same words.
    if words not in (page.locator(".fd-claim").text_content() or ""):
        page.locator(".fd-mark", has_text=words).first.click()
    expect(page.locator(".fd-claim")).to_contain_text(words)


def advance(page: Page, wanted: bool) -> None:
    """Auto-advance on or off."""
    switch = page.get_by_role("switch", name="Auto-advance")
    if (switch.get_attribute("aria-checked") == "true") != wanted:
        switch.click()
    expect(switch).to_have_attribute("aria-checked", str(wanted).lower())


class Wire:
    """Between a page and the server; what the server says can be held back, as on a bad connection."""

    def __init__(self, page: Page) -> None:
        self.is_held = False
        self._waiting: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(server.send)
        server.on_message(lambda message: self._pass(route, message))

    def _pass(self, route: WebSocketRoute, message: str | bytes) -> None:
        if self.is_held:
            self._waiting.append((route, message))
        else:
            route.send(message)

    def release(self) -> None:
        self.is_held = False
        for route, message in self._waiting:
            route.send(message)
        self._waiting.clear()


@pytest.fixture
def second_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of another person's browser."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()
