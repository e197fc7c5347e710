"""Who held which office or rank, when, and who says so: the bundled table and the desk's own.

`load()` gives a `Reference`. It answers in three steps: a written title names candidate `Office`s
(`offices`), an office and a written name give that person's tenures (`tenures`), an office and a period
give its holders (`holders`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factdesk.reference import countries


@dataclass(frozen=True, slots=True)
class Office:
    """An office or rank of one country, by the reference's own name for it.

    `single` says whether one person at a time holds it; a rank is never single.
    """

    office: str
    country: str
    is_rank: bool = False
    single: bool = True


class Reference:
    def country(self, text: str) -> str:
        """The canonical country of a name, adjective or metonym ("Pakistan’s", "British", "Kremlin"), else "".

        International bodies ("NATO", "UN") are the country "International".
        """
        return countries.country(text)

    def countries(self) -> dict[str, str]:
        """Every known spelling of a country ("Pakistani", "Pentagon") and its canonical name, for a lexicon."""
        return countries.names()

    def offices(self, title: str, country: str = "") -> tuple[Office, ...]:
        """The offices and ranks that a written title can name, in `country` where it is given.

        A country inside the title ("Indian Prime Minister") counts as given. Empty where none is known.
        """
        return ()

    def titles(self) -> Iterable[str]:
        """Every title that the table knows, as it is usually written, without a country, for a lexicon."""
        return ()

    def knows_person(self, name: str) -> bool:
        """Whether somebody of that full name, or a known variant of it, is in the table.

        A single word ("Munir") counts where it is somebody's last name: use it as a hint only.
        """
        return False


def load(desk_tenures: Path | None = None) -> Reference:
    """The bundled table, with the rows of the desk's own `tenures.csv` where there is one."""
    return Reference()
