"""Number, gender and animacy: what words say of whom or what they name. First names alone say nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto


class Kind(Enum):
    """What a name or noun stands for, as far as the text shows."""

    PERSON = auto()
    BODY = auto()  # a company, party, ministry, band
    PLACE = auto()
    THING = auto()


def word_set(text: str) -> frozenset[str]:
    """The words of a list written with blanks."""
    return frozenset(text.split())


# Form -> (number and gender, whether it stands before a noun).
PRONOUNS = {
    "he": ("he", False),
    "him": ("he", False),
    "his": ("he", True),
    "she": ("she", False),
    "her": ("she", False),
    "it": ("it", False),
    "its": ("it", True),
    "they": ("they", False),
    "them": ("they", False),
    "their": ("they", True),
}

MALE = word_set(
    """mr sir lord king prince duke baron father dad son brother husband man boy uncle nephew grandfather
    grandson widower stepfather stepson businessman congressman chairman spokesman policeman fireman salesman
    sportsman statesman nobleman clergyman gentleman monk emperor godfather pope cardinal emir sultan
    sheikh"""
)
FEMALE = word_set(
    """ms mrs miss dame lady madam queen princess duchess baroness countess mother mum mom daughter sister
    wife woman girl aunt niece grandmother granddaughter widow stepmother stepdaughter businesswoman
    congresswoman chairwoman spokeswoman actress policewoman sportswoman stateswoman noblewoman nun empress
    goddess heroine waitress hostess landlady ballerina songstress"""
)
PERSONAL = (
    MALE
    | FEMALE
    | word_set(
        """person people police official authority villager voter child baby teenager student pupil teacher
        nurse patient doctor victim suspect driver passenger resident
    citizen candidate politician lawmaker activist protester journalist reporter writer author poet novelist
    playwright singer musician composer songwriter rapper pianist guitarist drummer violinist dancer artist
    painter sculptor photographer filmmaker producer actor comedian model athlete player footballer boxer
    swimmer cyclist runner golfer wrestler goalkeeper striker midfielder quarterback pitcher racer jockey
    coach scientist physicist chemist biologist mathematician astronomer historian philosopher psychologist
    sociologist economist engineer architect inventor explorer astronaut pilot soldier sailor officer farmer
    worker employee manager executive entrepreneur banker lawyer attorney judge prosecutor detective inmate
    prisoner criminal killer gunman attacker refugee migrant tourist neighbor neighbour friend colleague
    partner cousin parent sibling spouse twin orphan immigrant veteran hero saint monk theologian missionary
    preacher rabbi imam scholar researcher professor lecturer academic critic editor publisher translator
    presenter broadcaster host anchor chef cook waiter barber tailor carpenter miner fisherman hunter thief
    spy diplomat statesman revolutionary guerrilla rebel dictator tyrant emperor noble aristocrat landowner
    merchant trader dealer collector philanthropist celebrity star winner loser champion medalist member fan
    supporter opponent rival critic"""
    )
)
_BODIES = word_set(
    """company firm corporation business bank airline group agency organisation organization institution
    charity union party club team band orchestra ministry department university college school hospital
    newspaper magazine broadcaster network channel publisher label studio retailer maker manufacturer
    carmaker automaker chain startup start-up court council commission committee parliament government army
    navy force police church foundation association federation league board authority bureau administration
    institute museum cartel militia gang crew brand operator supplier provider developer subsidiary
    conglomerate bloc alliance coalition"""
)
_PLACES = word_set(
    """country nation city town village capital state province region district county island continent
    republic kingdom municipality neighborhood neighbourhood suburb port river lake mountain sea ocean
    territory"""
)
# Ships, storms, laws, works: a name with such a word before it is no person.
THINGS = word_set("""
    storm hurricane typhoon cyclone ship ferry tanker freighter vessel boat yacht trawler warship submarine
    rocket satellite spacecraft telescope probe film movie novel book album song play painting game app
    bill act law treaty amendment plane jet helicopter airliner train dam volcano virus vaccine drug comet
    asteroid operation project
    """)
ORGANISATION_WORDS = _BODIES | word_set(
    """inc corp co ltd llc plc gmbh ag sa holdings industries motors electric airlines airways pictures
    records entertainment systems technologies labs partners bros brothers times post journal herald tribune
    gazette assembly office service services center centre academy society party committee congress senate
    house nations union works media press festival award awards prize cup series street road avenue bridge
    tower building stadium airport station park hall act law bill treaty agreement show album film hotel"""
)
# What a body rather than a thing has.
OWNED = word_set(
    """share profit revenue turnover sale loss board headquarters customer staff subsidiary stock earnings
    workforce client website"""
)
FIRMS = word_set("""
    company firm corporation business group manufacturer maker retailer chain startup producer operator
    builder shipbuilder supplier developer contractor brewer miner insurer grocer supermarket utility
    conglomerate
    """)
FIRM_SUFFIXES = word_set("""
    inc corp co ltd llc plc gmbh ag ab sa nv oy asa spa holdings industries technologies motors
    airlines airways
    """)
# Bodies that may be called "the company" as well.
_COMPANIES = FIRMS | word_set("""
    airline carrier bank lender broadcaster publisher studio label brand subsidiary startup newspaper
    """)
# Nouns under which one and the same body or place is spoken of again.
SAME_CLASS = (
    FIRMS,
    word_set("bank lender"),
    word_set("airline carrier"),
    word_set("agency regulator watchdog authority bureau"),
    word_set("party"),
    word_set("club team side"),
    word_set("band group"),
    word_set("council"),
    word_set("commission"),
    word_set("committee"),
    word_set("union federation"),
    word_set("bill act law legislation"),
    word_set("city capital town"),
    word_set("country nation"),
    word_set("town village"),
    word_set("university college school"),
    word_set("newspaper paper daily"),
    word_set("organisation organization charity group foundation"),
    word_set("island"),
    word_set("province region district county state"),
    word_set("court"),
    word_set("ministry"),
    word_set("department"),
    word_set("storm hurricane typhoon cyclone"),
    word_set("ship vessel ferry tanker freighter boat"),
)
CLASSES = frozenset().union(*SAME_CLASS)


def class_of(noun: str) -> frozenset[str]:
    """The nouns (lower-case, singular) by which something called so may have been called before."""
    if noun in ("company", "firm"):
        return _COMPANIES
    alike = (group for group in SAME_CLASS if noun in group)
    return next(alike, frozenset((noun,)))


def firm_word(noun: str) -> str:
    """A noun as a class of `SAME_CLASS`: "carmaker" and "Ltd." are companies too."""
    noun = noun.rstrip(".").casefold()
    if noun in FIRM_SUFFIXES:
        return "company"
    return "maker" if noun.endswith("maker") else noun


# Only a body of people does these.
AGENTIVE = word_set(
    """say announce tell plan want employ hire decide promise deny admit agree expect hope claim argue warn
    accuse insist urge refuse estimate believe think report conclude answer ask embark know learn feel vote
    marry predict forecast apologise apologize vow propose invest acquire sue"""
)
# What a storm does to a place.
STORMING = word_set(
    "destroy kill injure flood damage uproot topple sweep weaken strengthen batter flatten claim cut force"
)
STORMS = word_set("storm hurricane typhoon cyclone")
# What a body rather than a thing does, where both were named.
ACTING = AGENTIVE | word_set(
    """win sign buy sell pay borrow lend launch own operate award fire recruit inspect reject approve order
    ban rule sentence blame demand appeal respond decline withdraw settle file negotiate govern elect appoint
    nominate campaign"""
)


def gender_of(nouns: Iterable[str]) -> str:
    """ "he" or "she" where titles and nouns (lower-case) decide it, else blank."""
    found = {"he" if noun in MALE else "she" for noun in nouns if noun in MALE or noun in FEMALE}
    return found.pop() if len(found) == 1 else ""


def kind_of_noun(noun: str, roles: frozenset[str]) -> Kind | None:
    """What a common noun (lower-case, singular) stands for; `roles` are further words for people."""
    if noun in _BODIES:
        return Kind.BODY
    if noun in _PLACES:
        return Kind.PLACE
    if noun in THINGS:
        return Kind.THING
    return Kind.PERSON if noun in PERSONAL or noun in roles else None
