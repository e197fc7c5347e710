"""Names that wording alone gives away: a person after a title, a body or place by the words of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.model import EntityKind
from factdesk.split.traits.known_names import BODIES, CAPITALS, COUNTRIES, NO_NAMES
from factdesk.split.words import ROLES, TITLES

_PARTICLE = r"(?:al|el|bin|bint|ibn|ben|abu|van|von|der|den|de|da|do|dos|das|del|della|di|du|la|le|ter|zu|y)"
_WORD = r"(?:[A-Z]\.(?=\s)|(?:[a-z]{2}-|[dD]['’]|O['’]|Mc|Mac)?[A-ZÀ-Þ][\w-]*(?:['’](?!s\b)[A-Za-z]\w+)?)"
NAME = rf"{_WORD}(?:\s(?:(?:{_PARTICLE}\s){{0,2}}{_WORD})){{0,7}}"

# A name with one of these is a body's or a place's, whatever stands before it.
_BODY = (
    r"Ministry|Department|Council|Court|Bank|University|College|School|Institute|Academy|Agency"
    r"|Authority|Commission|Committee|Party|Union|Association|Federation|Foundation|Front|Alliance"
    r"|League|Society|Organi[sz]ation|Company|Corporation|Corp|Inc|Ltd|Group|Holdings|Motors|Airlines"
    r"|Airways|Railways?|Rail|Forces?|Army|Navy|Guards?|Corps|Division|Brigade|Regiment|Police|Service"
    r"|Office|Bureau|Parliament|Assembly|Senate|Congress|Church|Times|Post|Tribune|Gazette|Herald"
    r"|Journal|Hospital|Museum|Orchestra|United|Club|Labs|Partners|Capital|Industries|Media|Electric"
    r"|International|Embassy|Exchange|Fund|Trust|Network|Movement|Brotherhood|Cross|Nations|Chiefs"
    r"|Command|Board|Cabinet|Treasury|Administration|Securities|Technologies|Systems|Energy|Insurance"
    r"|Pictures|Records|Studios|FC"
)
_AREA = (
    r"Airport|Street|Avenue|Road|Square|Bridge|Stadium|Park|River|Lake|Mount|Mountains?|Islands?|Sea"
    r"|Ocean|Valley|Strait|Province|County|Bay|Gulf|Desert|Peninsula|Port|Beach|Station|Tower|Cape|Coast"
    r"|Canal|Border|Palace|City|Region|District|Hall|Hills?|Harbou?r|Falls|Forest|Highlands|Plaza|Prison"
    r"|Dam"
)
_OF_BODY = (
    r"Ministry|Department|Bank|University|College|Court|Committee|House|Council|Board|Institute|Office"
    r"|Bureau|Academy|Commission|Church|Federation|Association|Chamber|Union|Organi[sz]ation|Assembly"
    r"|Society|Chiefs|Confederation|Army|Party"
)
_BODY_WORD = re.compile(rf"\b(?:{_BODY})\b")
_AREA_WORD = re.compile(rf"\b(?:{_AREA})\b")
_BODY_NAME = re.compile(
    rf"(?<![\w’'-])(?:(?:[A-Z][\w&’'-]*\s){{0,8}}(?:{_OF_BODY})\s(?:of|for)\s(?:the\s)?[A-Z][\w-]*(?:(?:\s|,\s"
    rf"|\s&\s|\s(?:and|of|for)\s(?:the\s)?)(?=[A-Z])[A-Z][\w-]*)*"
    rf"|(?:[A-Z][\w&-]*\s){{1,8}}(?:{_BODY})\b(?!\s(?:of|for)\s[A-Z]))"
)
_METONYMS = re.compile(
    r"\b(?:Pentagon|Kremlin|White House|Downing Street|Élysée|Whitehall|Capitol Hill|Wall Street)\b"
)

_MORE_TITLES = (
    "imam|rabbi|detective|ayatollah|executive|sergeant|comrade|count|baron|baroness|duke|duchess|cleric"
    "|activist|singer|actor|actress|striker|goalkeeper|coach|tenor|candidate|rev|prof|col|gen|lt|maj|sgt|capt"
    "|sen|rep|gov|adm"
)
_TITLES = TITLES | ROLES | frozenset(_MORE_TITLES.split("|"))
_NOT_TITLES = frozenset(["air", "member", "fellow", "head", "guard", "officer", "assistant", "whip"])
_TITLE = "|".join(sorted((re.escape(word) for word in _TITLES - _NOT_TITLES), key=len, reverse=True))
_PORTFOLIO = (
    r"(?:the )?(?:Army |Air |Naval |Defen[cs]e |General )?Staff|Defen[cs]e|State|War|(?:the )?Treasury"
    r"|Homeland Security|Commerce|Energy|Education|Health|Labou?r|Agriculture|(?:the )?Interior|Justice"
    r"|Finance|Foreign Affairs|Transport(?:ation)?|Trade|Culture|(?:the )?Army|(?:the )?Navy"
    r"|(?:the )?Air Force|Police|Information|Tourism|Environment|Housing|Veterans Affairs"
    r"|National Intelligence|Naval Operations"
)
_OFFICE = re.compile(rf"\b(\w+)\sof\s(?:the\s)?(?:{_PORTFOLIO})\b")
_PORTFOLIO_WORDS = frozenset(re.findall(r"[a-z]{3,}", _PORTFOLIO.casefold()))
_SPEECH = r"said|says|told|added|adds|explained|explains|wrote|tweeted|recalled|recalls"
_NOT_NAME = (
    r"(?!(?:The|This|That|These|Those|He|She|It|They|We|I|You|His|Her|Their|Our|My|Its|Both|Some|Many"
    r"|Most|One|Two|Three|Police|Officials|Sources|Critics|Experts|Analysts|Others|Everyone|Nobody|But"
    r"|And|As|In|On|At|If|When|What|Who|Why|Reports|People|Researchers|Scientists|Residents|Witnesses"
    r"|Doctors|Prosecutors|Investigators|Authorities|Both|Men|Women|Another|Someone|Then|There|Here"
    r"|Yesterday|Today)\b)"
)
_CUES = (
    (EntityKind.PERSON, re.compile(rf"(?<![\w’'.-]){_NOT_NAME}(?P<name>{NAME}),\s(?:aged\s)?\d\d(?=[,.;])")),
    (
        EntityKind.PERSON,
        re.compile(
            rf"\b(?:his|her|their|the)\s(?:late\s|former\s|ex-)?(?:wife|husband|son|daughter|brother"
            rf"|sister|mother|father|partner|cousin|uncle|aunt|widow|boyfriend|girlfriend|friend"
            rf"|colleague|deputy)\s(?P<name>{NAME})"
        ),
    ),
    (
        EntityKind.PERSON,
        re.compile(rf"(?:[,”\"?!]\s)(?:{_SPEECH})\s{_NOT_NAME}(?P<name>{NAME})(?=[,.]|\sof\b|\sin\b|$)"),
    ),
    (EntityKind.PERSON, re.compile(rf"(?:^|(?<=[,”\"]\s)){_NOT_NAME}(?P<name>{NAME})\s(?={_SPEECH})\b")),
    (
        EntityKind.ORGANISATION,
        re.compile(
            r"\b(?:company|firm|group|maker|giant|carmaker|airline|retailer|broker|agency|newspaper"
            r"|magazine|website|startup|chain|manufacturer|operator|network|bank|charity|militia|insurer"
            r"|lender|publisher|brewer|start-up)"
            rf"\s(?P<name>{NAME})"
        ),
    ),
    (
        EntityKind.PLACE,
        re.compile(
            r"\b(?:near|outside|(?:[Mm]ayor|capital|city|town|village|port|province|island|district"
            r"|people|state|region|north|south|east|west|outskirts|suburb|governor|streets) of)"
            rf"\s(?P<name>{NAME})"
        ),
    ),
)
# Titles that are names as well: "Jeffrey Dean Morgan", "Martin Luther King".
_FIRST_NAMES = frozenset(
    ["Dean", "King", "Bishop", "Pope", "Prince", "Duke", "Judge", "Major", "Marshal", "Baron", "Count"]
)
_IN_NAME = re.compile(r"\b[A-Z][a-z]+(?<!an)(?<!ish)(?<!ese)(?<!i)\s$")
_TITLED = re.compile(
    rf"\b(?P<title>(?i:{_TITLE})\b\.?(?:\sof\s(?:the\s)?(?:{_PORTFOLIO}))?),?\s(?P<name>{NAME})"
)


def titled(text: str) -> Iterator[tuple[int, int, int]]:
    """Names after a title or rank: where the title starts, and the name's span without it.

    "Ann Example" of "Secretary of Defense Ann Example".
    """
    place = 0
    while match := _TITLED.search(text, place):
        place = match.start("name")
        start, end = trimmed(text, *match.span("name"))
        if _IN_NAME.search(text[: match.start()]) and match["title"] in _FIRST_NAMES:
            continue
        if "," in text[match.end("title") : place] and match["title"][0].isupper():
            continue
        if start < end and not is_body_or_place(text[start:end]) and not _is_title(text[start:end]):
            yield match.start(), start, end
            place = end


def offices(text: str) -> Iterator[tuple[int, int]]:
    """The spans of offices with their portfolio ("Chief of Army Staff"), which hold no names."""
    return (match.span() for match in _OFFICE.finditer(text) if match[1].casefold() in _TITLES)


def bodies(text: str) -> Iterator[tuple[int, int]]:
    """The spans of names of organisations that their own words give away."""
    for pattern in (_BODY_NAME, _METONYMS):
        for match in pattern.finditer(text):
            start, end = without_article(text, *match.span())
            if " " in text[start:end] or pattern is _METONYMS:
                yield start, end


def cued(text: str) -> Iterator[tuple[int, int, EntityKind]]:
    """The spans of names whose neighbours tell what they are: "Ann Example, 44," or "near Karsova"."""
    for kind, pattern in _CUES:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            start, end = (
                trimmed(text, start, end)
                if kind is EntityKind.PERSON
                else (start, unpossessed(text, start, end))
            )
            if text[start:end] in COUNTRIES:
                yield start, end, EntityKind.PLACE
            elif (
                start < end
                and not is_body_or_place(text[start:end])
                and text[start:end] not in BODIES | CAPITALS
            ):
                yield start, end, kind


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's name without titles before it and without a possessive or comma behind it."""
    while match := re.compile(rf"(?i:the|{_TITLE})\b\.?\s+(?=\S)").match(text, start, end):
        start = match.end()
    return start, unpossessed(text, start, end)


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without "the" or "a" before it and a possessive behind it ("The Hague" keeps its own)."""
    if match := re.compile(r"(?:[Tt]he|[Aa]n?)\s+(?!Hague\b|Gambia\b)").match(text, start, end):
        start = match.end()
    return start, unpossessed(text, start, end)


def unpossessed(text: str, start: int, end: int) -> int:
    """The end of a name without 's, a lone apostrophe, or marks that do not belong to it."""
    name = re.sub(r"(?:['’]s?|\sand|[\s,;:“”\"(]+|(?<=[a-z]{3})\.)+$", "", text[start:end])
    return start + len(name)


def is_body_or_place(name: str) -> bool:
    return bool(_BODY_WORD.search(name) or _AREA_WORD.search(name) or _METONYMS.search(name))


def kind_by_words(name: str) -> EntityKind | None:
    """What a name is by itself, or by the last telling word of it; None where none tells."""
    if name in COUNTRIES or name in CAPITALS:
        return EntityKind.PLACE
    if name in BODIES:
        return EntityKind.ORGANISATION
    found = [(match.end(), EntityKind.ORGANISATION) for match in _BODY_WORD.finditer(name)]
    found += [(match.end(), EntityKind.PLACE) for match in _AREA_WORD.finditer(name)]
    return max(found)[1] if found else None


def is_name(name: str) -> bool:
    """Whether something found is a name at all: not blank, not a title alone, not a religion."""
    return name not in NO_NAMES and any(letter.isupper() for letter in name) and not _is_title(name)


def may_stand_alone(word: str) -> bool:
    """Whether a part of a person's name, heard again alone, means the person."""
    return len(word) > 2 and word[0].isupper() and "." not in word and kind_by_words(word) is None


def _is_title(name: str) -> bool:
    return all(word.rstrip(".").casefold() in _TITLES | _PORTFOLIO_WORDS for word in name.split())
