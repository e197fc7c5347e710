"""Closed lists of English words: what carries nothing, what means the same, what excludes each other.

They were written from general knowledge of news English; the words are in the forms that `stem` gives.
"""

from __future__ import annotations

from collections.abc import Iterable

from factdesk.recall.spelling import stem
from factdesk.recall.synonyms import MORE_SAME, PHRASES


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text."""
    return tuple(text.split())


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# Say nothing by themselves about what is claimed.
FUNCTION = _stems(
    """a an the this that these those it its he him his she her hers they them their theirs we us our ours
    i me my you your who whom whose which what there here and or but nor so yet as if because while when
    where since until although though than then thus be am is are was were been being have has had
    having do does did doing done will would shall can to of in on at by for from with into onto upon
    about over under between among through during within per via also too very just only even still
    already now both either such own same other another any however rather quite ever how why s t d ll
    re ve according accord regard concerning some one ones"""
)
# Small words that are no names where a headline gives them a capital.
NO_NAMES = frozenset(
    words(
        """the a an this that these those its his her their our not no never being been be is are was were am
        of in on at by for from with into onto upon about over under between and or but as if than then to
        after before since until against during who what when where why how it he she they we you has have had
        do does did out up off down more most less all some any new says said says back"""
    )
)
TITLES = _stems(
    """mr mrs ms dr sir president minister secretary general senator chief sen rep gov gen col prof rev
    capt sgt lt brig brigadier colonel captain lieutenant sergeant admiral maj adm professor reverend
    inc corp co ltd plc llc"""
)
# Words that bring a statement, or add little to it.
LIGHT = TITLES | _stems(
    """say tell report claim state announce add confirm note show suggest find explain declare reveal
    statement spokesman spokeswoman official officials new newly recent recently currently
    current total overall time year month week day number amount get make take go come give put set let
    keep people person man thing way part case fact video photo photograph picture image former late
    government finally eventually suddenly meanwhile far formally officially
    approximately roughly around nearly almost estimated exactly really actually simply mostly"""
)
PREPOSITIONS = frozenset(
    words(
        """of in on at by for from with into onto upon about over under between among through during within to
        against than before after since until as toward towards near behind beside like unlike via per"""
    )
)
AUXILIARIES = frozenset(words("""be am is are was were been being get gets got getting gotten 's 're"""))

NEGATORS = frozenset(
    words(
        """not no never none nobody nothing nowhere neither without cannot nor hardly barely scarcely rarely
        seldom unable false untrue falsely lack lacks lacked lacking deny denies denied denying avoid avoids
        avoided avoiding outside"""
    )
    # German, French, Spanish and Portuguese, Italian, Dutch, Russian
    + words(
        """nicht kein keine keinen keiner nie niemals ohne pas jamais aucun aucune sans nunca ningun
        ninguna nao non niet geen nooit zonder не нет никогда без"""
    )
)
# Verbs that deny what follows "to".
NEGATING_VERBS = _stems("fail refuse decline failure refusal unwilling forget cease stop")
# The denial of a word, written in one with it.
DENIED = {
    stem(negative): stem(positive)
    for negative, positive in (
        pair.split(":")
        for pair in words("""unsafe:safe unlawful:lawful unlawfully:lawfully illegal:legal illegally:legally
    unconstitutional:constitutional unaware:aware unlikely:likely uncertain:certain unfair:fair
    unhealthy:healthy unpopular:popular unpaid:paid unvaccinated:vaccinated unarmed:armed
    unauthorised:authorised unauthorized:authorized unregistered:registered undocumented:documented
    inaccurate:accurate incorrect:correct ineffective:effective inactive:active invalid:valid
    impossible:possible irresponsible:responsible dissatisfied:satisfied disapprove:approve disagree:agree
    dishonest:honest unnecessary:necessary unharmed:harmed unhurt:hurt unchanged:changed uninsured:insured
    unpublished:published unreliable:reliable unsuccessful:successful unsuccessfully:successfully
    unacceptable:acceptable unreasonable:reasonable incapable:capable incomplete:complete
    ineligible:eligible insecure:secure insufficient:sufficient irrelevant:relevant
    immoral:moral nonviolent:violent unhappy:happy""")
    )
}
# Of the two only one can be meant of the same word.
OPPOSITE_CASES = (
    frozenset(words("to from")),
    frozenset(words("over under")),
    frozenset(words("for against")),
)
BOUNDS = frozenset(words("over under than above below"))
MAYBE = _stems(
    "may might could possibly perhaps maybe possible likely probably potentially reportedly allegedly"
)
# Verbs that say the same when their two sides are exchanged.
SYMMETRIC = _stems("meet marry wed divorce border neighbor resemble equal")
# Between a statement and the one who made it; the two may come in either order.
SAYING = _stems("say state add claim announce explain declare note")
# Light words that yet name somebody.
WHO = TITLES | _stems("official spokesman spokeswoman person people man government")
# They make another office of one.
RANKS = _stems("deputy vice assistant acting interim")
# They make another place of one: North Example and Example.
NO_FIRST_NAMES = _stems(
    "north south east west new old upper lower central northern southern eastern western us uk"
)
INTENT = _stems(
    "plan intend want hope seek try attempt aim propose consider promise vow pledge expect threaten"
)

_SAME = """
kill dead death fatal fatality die slay
begin start commence launch
end finish conclude
buy purchase acquire acquisition
rise increase grow climb gain up surge jump soar growth expand expansion
fall decrease drop decline shrink down slip slump plunge sink
reduce cut slash
big large huge vast massive
small little tiny
injure wound hurt
fire layoff
attorney lawyer
job employment
firm company corporation
film movie
doctor physician
car automobile vehicle
physician doctor
kid child
cop police policeman officer
aid help assist assistance
demand call
error mistake
show display
photo photograph picture image
hide conceal
country nation
hurricane storm
quake earthquake
home house
shut close closure
permit allow let
forbid ban prohibit
need require
near close
vote ballot
bid attempt
build construct construction
destroy demolish
resign quit
probe investigate investigation inquiry
elect election
choose select pick
murder homicide
prison jail
halt stop
erupt break
meet talk meeting
agreement deal accord pact treaty
plan scheme
prevent avert
tax levy
wage salary pay
sick ill
illness disease
gun firearm
immigrant migrant
strike hit
get receive obtain
give hand
visit tour
lie falsehood
prove proof
wage earnings
rule ruling
urge call
fund finance
spend spending expenditure
suspect suspected
last final
whole entire
yearly annual annually
monthly month
biggest largest
highest top
inhabitant resident
percent percentage
gay homosexual
petrol gasoline
autumn fall
lorry truck
flat apartment
soldier troop
defence defense
blast explosion explode
oust remove topple
jury juror
occur happen
capture seize
asset fund
rebel insurgent
force fighter troop
top exceed over
blame accuse
back support
probe inquiry
praise hail laud
criticise criticize condemn slam
warn caution
urge ask press
detain arrest hold
deadly fatal
slay murder
toll tally
poll survey
cash money
cost price
boost raise increase
approve pass
reject refuse
postpone delay defer
cancel scrap
launch begin open
leader head chief
head lead
pick name
announce unveil
secret hidden
scrap abolish abolition
assault attack
drug medicine
teacher educator
school academy
student pupil
blaze fire
flood flooding
crash collision
accident crash
migrant refugee
elderly old
rich wealthy
poor needy
quickly rapidly fast
often frequently
stop prevent
important significant
strict harsh tough
easy simple
correct right
wrong incorrect
hire employ
worker employee
boss manager
parliament legislature
lawmaker legislator congressman
border frontier
steal theft
phone telephone
tv television
pact alliance
foe enemy
ship vessel
plane aircraft airplane
jet plane
gene genetic
vaccine vaccination jab shot
virus coronavirus covid
receive get obtain
earn make
trip journey
speak talk
speech address
choose elect
allege claim
cheap inexpensive
expensive costly
usa america american us
uk britain british
eu european
russia russian
china chinese
france french
germany german
india indian
pakistan pakistani
iran iranian
iraq iraqi
israel israeli
syria syrian
turkey turkish
ukraine ukrainian
japan japanese
canada canadian
mexico mexican
spain spanish
italy italian
poland polish
egypt egyptian
brazil brazilian
australia australian
afghanistan afghan
saudi saudis
palestine palestinian
korea korean
cuba cuban
greece greek
sweden swedish
norway norwegian
ireland irish
scotland scottish
africa african
asia asian
europe european
"""
_SAME_NAMES = """
joe joseph
bill william
bob robert
mike michael
jim james
tom thomas
tony anthony
dan daniel
dave david
steve steven stephen
ted edward
dick richard
chris christopher
matt matthew
alex alexander
ben benjamin
sam samuel
liz elizabeth
kate katherine
bernie bernard
calif california
fla florida
tex texas
mass massachusett
conn connecticut
ill illinois
mich michigan
minn minnesota
tenn tennessee
wis wisconsin
va virginia
ariz arizona
colo colorado
ga georgia
penn pennsylvania
rev reverend
gen general
sen senator
gov governor
prof professor
brig brigadier
capt captain
lt lieutenant
col colonel
sgt sergeant
dr doctor
"""


def _groups(*tables: str) -> dict[str, frozenset[str]]:
    """For each word, the words that can stand for it. Not transitive: a word may be in two rows."""
    found: dict[str, set[str]] = {}
    for line in "\n".join(tables).split("\n"):
        stems = _stems(line)
        for word in stems:
            found.setdefault(word, set()).update(stems)
    return {word: frozenset(others) for word, others in found.items()}


# Verbs of several words by their stems, and the one that is read for them; the longest first.
PHRASAL = {
    tuple(map(stem, phrase.split())): one
    for phrase, one in sorted(
        (line.split(":") for line in PHRASES.strip().split("\n")), key=lambda pair: -len(pair[0].split())
    )
}
PHRASES_OF = {first: tuple(one for one in PHRASAL if one[0] == first) for first, *_ in PHRASAL}
ALIKE = _groups(_SAME, MORE_SAME, _SAME_NAMES)

_OPPOSITES = """
rise increase grow climb gain up surge jump soar growth expand raise higher more | fall decrease drop \
decline shrink down slip slump plunge sink reduce cut lower less fewer slash lose loss
win victory beat | lose loss
before prior ahead | after following
support back favour favor endorse advocate | oppose against reject criticise criticize
for | against
approve accept adopt pass | reject refuse deny block veto
convict guilty | acquit innocent exonerate clear
legal lawful allow permit legalise legalize | ban prohibit forbid outlaw illegal unlawful
open | close shut closure
until | since
let allow permit enable | bar ban prohibit prevent forbid
ahead | behind
with | without
abroad | home
late | punctual
highest most best largest biggest top maximum longest richest oldest | lowest least worst smallest bottom \
minimum shortest poorest youngest
high higher | low lower
more | less fewer
most majority | minority least few
all every always everyone | some sometimes few none
import | export
buy purchase acquire | sell sale
cause | prevent cure
safe safety | dangerous danger harmful
first | last
early earlier | late later
begin start | end finish stop
enter arrive join | leave exit depart quit
true | false
confirm | deny
hire | fire layoff
alive survive | dead die kill
rich | poor
strong stronger strengthen | weak weaker weaken
better improve | worse worsen
public | private
democrat democratic | republican gop
liberal | conservative
left | right
north northern | south southern
east eastern | west western
ally friend | enemy foe
friendly | hostile
love | hate
praise | criticise criticize condemn
lend | borrow
give | take
teach | learn
deep | shallow
accelerate | slow
create | destroy
build construct | destroy demolish
maximum | minimum
least | most
above over exceed | below under
include | exclude
success succeed | fail failure
male man men boy father husband son brother king | female woman women girl mother wife daughter sister queen
free release | arrest jail imprison detain
vaccinated | unvaccinated
employ employed | unemployed
rural | urban
hot warm | cold cool
day | night
"""
OPPOSITES = tuple(
    (_stems(left), _stems(right))
    for left, right in (line.split("|") for line in _OPPOSITES.strip().split("\n"))
)

MONTHS = words("""january february march april may june july august september october november december""")
MONTH_SHORT = {month[:3]: month for month in MONTHS if month != "may"} | {"sept": "september"}
WEEKDAYS = words("""monday tuesday wednesday thursday friday saturday sunday""")

# Of each row only one can be meant.
EXCLUSIVE: tuple[frozenset[str], ...] = tuple(
    map(
        _stems,
        (
            " ".join(MONTHS),
            " ".join(WEEKDAYS),
            "yesterday today tomorrow",
            "last this next previous",
            "all most many some few half third quarter majority minority none every",
            "always often sometimes rarely seldom usually",
            "mayor governor president premier chancellor king queen senator congressman judge minister "
            "ambassador speaker bishop sheriff pope",
            "deputy chief",
            "double triple quadruple halve",
            "accuse charge indict convict acquit sentence arrest",
            "north south east west northern southern eastern western",
            "minute hour day week month year decade century",
            "spring summer autumn winter",
            "red blue green yellow black white orange purple brown grey",
            "hundred thousand million billion trillion",
            "mile kilometer meter foot inch",
            "ton kilogram pound gram",
            "dollar euro pound yen rupee yuan rouble",
            "mother father sister brother son daughter wife husband uncle aunt",
            "city town village state province country county region district island",
            "army navy police marine coastguard",
            "hospital school church mosque bank factory airport museum library university prison hotel",
            "train bus plane car ship truck lorry boat helicopter tram bicycle",
            "dog cat horse cow pig shark crocodile wolf bear lion tiger elephant snake",
            "murder rape robbery fraud theft burglary arson treason perjury",
            "gold silver bronze copper iron",
            "coal oil gas nuclear solar wind",
            "water milk tea coffee wine beer juice",
            "monthly weekly daily yearly annual hourly",
            "christian muslim jewish hindu buddhist",
            "black white hispanic latino asian",
            "teacher nurse doctor lawyer soldier farmer driver engineer",
        ),
    )
)


def exclude_each_other(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a word of one side and another of the other cannot both be meant."""
    mine, theirs = frozenset(one), frozenset(other)
    return any(_differ(mine & row, theirs & row) for row in EXCLUSIVE)


def _differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and not any(b in ALIKE.get(a, ()) for a in mine for b in theirs)
