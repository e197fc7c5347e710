"""Keys for services. They stand in the environment, never in a file that is shared."""

from __future__ import annotations

import os
from collections.abc import Mapping

from factdesk.errors import BadInput


def key(variable: str, environ: Mapping[str, str] = os.environ) -> str:
    """The key in an environment variable, blank where none is set. BadInput: it cannot be one."""
    found = environ.get(variable, "").strip()
    if not (found.isascii() and found.isprintable()) or " " in found:
        raise BadInput(f"{variable} has a space or a letter that no key has; copy the key anew")
    return found
