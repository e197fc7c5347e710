"""The abbreviations that decide whether a full stop ends a sentence."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A capital after one of these still belongs to the same sentence.
BINDING = _words(
    """mr mrs ms dr prof rev hon sr st fr messrs mme mlle gen lt col maj capt cpt cmdr cdr adm sgt cpl pvt
    brig sen rep gov pres amb atty supt det insp sec dep asst fmr pfc spc cst const comdr amn
    v vs dept univ fig figs eq nos vol
    rs assoc mt ft ste lt.col maj.gen lt.gen brig.gen v.adm r.adm mag ing dipl avv"""
)

# These end a sentence only where the next word is one that starts sentences.
OPEN = _words(
    """inc corp co ltd llc plc bros etc al ave blvd rd ariz calif colo conn del fla ga ill ind kan ky la
    mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo am pm a.m
    p.m ph.d jr sr esq ret est approx dist govt intl assn natl bhd pte pty hwy que ont alta
    sask"""
)

MONTHS_AND_DAYS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun"
)

# A number after one of these is its own ("No. 10", "p. 55").
BEFORE_NUMBERS = _words("no nos n° nr p pp vol art sec ch fig para approx ca c est b d sc pt chap ser")

TIME_ZONES = _words("et est edt pt pst pdt ct cst cdt mt gmt bst cet utc eastern central pacific")

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")

STARTERS = (
    _words(
        """the a an this that these those he she it they we you i his her its their our my there here in on at
    by for from with to as if when while after before since although though but and or so yet
    however meanwhile moreover nevertheless still also then now among according despite during
    following under over what who why how where which not no one two some many most several both
    each every all another other such even until unless because earlier later last next mr mrs ms dr
    did do does is are was were has have had can could will would anything anyone everyone everybody
    everything something someone nothing nobody once today yesterday tomorrow perhaps maybe instead therefore
    thus additionally furthermore finally first second third overall within without across through throughout
    between about around only just even never often sometimes many much more few any like let please thank
    asked like given based compared including nor neither either whether whatever whoever those"""
    )
    | WEEKDAYS
)

# Words after which a line cannot have ended its sentence.
# Words that open the text after a date standing at the head of a line.
OPENING = ("The", "A", "An", "On", "In", "At", "This", "It", "By", "For", "After", "As")

JOINERS = _words(
    """a an the of to in on at by for from with and or nor but that which who whose as than is are was were
    be been has have had will would could should may might must into about between among under over
    against during its their his her our your my not"""
)

SAYING = (
    "said|says|asked|asks|told|added|adds|wrote|writes|replied|tweeted|posted|shouted|cried|declared|recalled"
    "|remarked|responded|continued|insisted|warned|demanded|exclaimed|explained|argued|claimed|concluded|noted"
)
