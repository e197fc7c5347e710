"""Who says so: whether a source has a name."""

from __future__ import annotations


def is_anonymous(speaker: str) -> bool:
    """Whether a source is told without a name ("diplomatic sources"); blank is nobody."""
    return bool(speaker) and not any(word[:1].isupper() for word in speaker.split())
