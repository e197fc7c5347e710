"""People, offices and tenures as Wikidata has them. Nothing here writes to the desk."""

from factdesk.wikidata.connector import Wikidata
from factdesk.wikidata.words import Hit, Rank, Row

__all__ = ["Hit", "Rank", "Row", "Wikidata"]
