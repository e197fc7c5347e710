"""Looking claims up from the desk: a person starts it, and what is found can be attached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.desk.claims import ClaimDesk
from factdesk.errors import BadInput

if TYPE_CHECKING:
    from factdesk.lookups import Connector, Hits


class LookupDesk(ClaimDesk):
    """The part of a desk that asks the services it has switched on."""

    def connectors(self) -> list[Connector]:
        """The services that are switched on; `sends` says what leaves the machine, to be shown before.

        BadInput where a switch or a key in the environment cannot be read.
        """
        from factdesk import lookups
        from factdesk.desk import wikidata

        options = replace(self.settings, wikidata=wikidata.options(self.folder))
        return lookups.connectors(options, self.folder / ".cache" / "web")

    def look_up(self, connector: str, words: str) -> Hits:
        """What a service of that name finds; its `remarks` say what to know of it.

        It takes seconds, up to a minute where the service is slow. BadInput where it is not switched on, has
        no key or there are no words; Unreachable, which says what to do, where it gives no answer.
        """
        on = {one.name: one for one in self.connectors()}
        if connector not in on:
            raise BadInput(
                f"{connector} is not switched on on this desk; write `enabled = true` below [{connector}] in "
                "desk.toml, or look it up at one of: " + (", ".join(on) or "none is switched on")
            )
        return on[connector].search(words)
