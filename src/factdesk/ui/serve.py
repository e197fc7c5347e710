"""Serving the workbench from the command line, wherever it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
# As in .streamlit/config.toml, which is found beside app.py only.
OPTIONS = {
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "20",
    "server.headless": "true",
    "server.showEmailPrompt": "false",
    "runner.postScriptGC": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": "false",
    "theme.base": str(_HERE / "theme.toml"),
}


def serve(folder: Path, address: str, port: int) -> int:
    """Run the workbench on the desk in `folder` until it is stopped; the exit code of the server."""
    options = OPTIONS | {"server.address": address, "server.port": str(port)}
    flags = [f"--{name}={value}" for name, value in options.items()]
    entry = _HERE / "entry.py"
    command = [sys.executable, "-m", "streamlit", "run", str(entry), *flags]
    return subprocess.call(command, env=os.environ | {"FACTDESK_DESK": str(folder.resolve())})
