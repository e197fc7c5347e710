"""The language model as a desk may use it: its settings, where its answers are kept."""

from __future__ import annotations

from pathlib import Path

from factdesk import llm, settings, split
from factdesk.desk.examine import Progress
from factdesk.llm.access import switched
from factdesk.model import Article, Claim


def offered(folder: Path) -> tuple[str, str] | None:
    """Model and host, where the desk in `folder` has the model switched on and says which; else None.

    BadInput, BrokenFile: the settings cannot be read.
    """
    found = switched(settings.load(folder / "desk.toml").llm)
    if not (found.enabled and found.base_url and found.model):
        return None
    return found.model, llm.Access(found).host


def claims(
    article: Article, folder: Path | None, progress: Progress | None = None
) -> tuple[list[Claim], llm.Account]:
    """The claims of an article by the model of the desk in `folder`, and what that took.

    Without a desk the environment alone says which model, and asking is leave enough; no answer is kept then.
    BadInput where the desk has it switched off or it is not set up; Unreachable where it cannot be used.
    """
    options = settings.load(folder / "desk.toml").llm if folder else settings.LlmSettings(enabled=True)
    access = llm.access(options)
    done = llm.split(
        article,
        access,
        split.sentences(article.text),
        split.split(article, _part(progress, 0.0, 0.1)),
        cache=folder / ".cache" / "llm" if folder else None,
        progress=_part(progress, 0.1, 1.0),
    )
    return done.claims, done.told


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    """What tells that share of the whole."""
    if progress is None:
        return None
    return lambda done: progress(start + done * (end - start))
