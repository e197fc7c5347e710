"""How it is said that something in a file is not as it should be: where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell (`column` may be blank: with the whole row), and what to do about it."""

    column: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        return f"{where}{self.message}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A breach of claims/README.md. `line` is 0 for a whole file, `column` blank for a whole row."""

    file: str
    line: int
    column: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """`file:line: column: message; remedy`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {Fault(self.column, self.message, self.remedy)}"
