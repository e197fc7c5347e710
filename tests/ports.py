"""Ports for servers that are told theirs: tests that run side by side are never given the same one."""

from __future__ import annotations

import os
import random
import socket

# Below what systems hand out by themselves (from 32768 on), so that no connection takes one in between.
FIRST, EACH, PROCESSES = 20_000, 500, 24


def free_port() -> int:
    """A free port of 127.0.0.1, out of the range of this test process."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % PROCESSES
    ports = range(FIRST + number * EACH, FIRST + (number + 1) * EACH)
    return next(port for port in random.sample(ports, EACH) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
