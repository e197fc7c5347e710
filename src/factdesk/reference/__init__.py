"""Who held which office or rank, when, and who says so: the bundled table and the desk's own.

`load()` gives a `Reference`. It answers in three steps: a written title names candidate offices (`offices`),
a written name in those offices names people and their tenures (`tenures`), an office and some days name its
holders (`holders`). What it does not say is unknown: an absent row never means that nobody held the office.
"""

from factdesk.reference.reference import Office, Reference, load

__all__ = ["Office", "Reference", "load"]
