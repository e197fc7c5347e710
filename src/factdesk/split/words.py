"""The word lists of the splitter."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


# Verbs of speech after "said that P, and": the speaker goes on, not the subject of P.
SPEECH = words(
    "ask promise vow pledge call urge demand deny refuse apologize apologise thank praise criticize"
)

# What a court does beside "ruled that P", and what it is that P was ruled about does not do.
RULING = words("rule hold find")
DECIDING = words(
    "order sentence fine overturn uphold reject dismiss acquit convict jail grant award annul quash instruct"
)

# "X said that P" is taken as the claim P with the speaker X.
REPORTING = words(
    """say tell report claim state announce add argue suggest believe think note warn allege assert
    confirm admit acknowledge explain insist declare disclose estimate predict stress emphasize
    emphasise reveal write tweet indicate show find conclude maintain contend reiterate remark
    observe testify understand recall reply caution clarify suspect joke boast concede rule hold forecast
    determine"""
)

# That somebody says it is news as well: the sentence is a claim beside what it tells.
NEWS = words("announce admit concede acknowledge confess declare apologize apologise")

# "X denied that P" does not claim P: it is kept whole.
UNCOMMITTED = words(
    """deny doubt dispute reject refute question hope wish fear want expect ask demand urge propose
    promise vow pledge threaten consider wonder imagine pretend dream recommend request prefer
    assume suppose"""
)

CONDITIONAL = words("if unless until till whether lest than so provided supposing assuming in though")
GENERIC = words("when whenever wherever where once")
# The clause is a claim of its own and the main clause keeps it: the link itself can be checked.
LINKED = words("because after since when before once")
CONTRASTED = words("while whereas although though as")

# Participles of these usually speak of the whole event, not of its subject.
EVENTFUL = words(
    """kill injure wound cause spark leave prompt trigger force raise make mean bring lead allow result
    end mark cost destroy damage put send fuel drive create pave give open deepen bring help
    disrupt halt render fan heighten plunge threaten undermine underscore underline highlight
    signal show suggest indicate reflect turn set"""
)
# "…, which means that": of the event, in whatever tense.
COMMENTING = words("mean make suggest show indicate signal reflect underscore underline highlight leave put")
PREPOSITIONS_IN_ING = words(
    """regarding including concerning following according given considering depending excluding barring
    pending owing respecting involving pertaining relating citing starting beginning ranging"""
)

# Participles that describe a state which goes on.
EXPECTED = words("expect schedule")
LASTING = words("locate base situate know call name own hold home rank headquarter nickname")

MEETING = words("meet talk speak confer consult negotiate host receive greet welcome visit call see brief")

TITLES = words(
    """mr mrs ms dr sir dame lord lady president vice prime minister secretary general gen field marshal
    admiral colonel col lieutenant lt major maj captain capt sergeant chief chairman chairwoman
    chair director governor gov senator sen mayor ambassador envoy spokesman spokeswoman
    spokesperson representative rep professor prof judge justice king queen prince princess pope
    chancellor premier commander commissioner deputy attorney brigadier air marshal congressman
    congresswoman sheikh sultan emir father reverend rev bishop archbishop cardinal officer"""
)
ROLES = words(
    """president minister secretary chief chairman chairwoman chair chairperson general marshal admiral
    director governor senator mayor ambassador envoy spokesman spokeswoman spokesperson head
    leader commander ceo founder professor analyst judge justice king queen prince princess
    premier chancellor officer adviser advisor editor manager captain member lawmaker
    representative deputy commissioner commissar speaker whip colonel brigadier lieutenant
    treasurer president-elect pope bishop archbishop sultan emir monarch owner coach author
    economist lawyer attorney scientist researcher dean principal superintendent inspector sheriff
    congressman cofounder congresswoman co-founder principal consul administrator comptroller
    trustee fellow nominee assistant surgeon prosecutor inspector curator conductor"""
)
OPENINGS = [
    "in addition",
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "also",
    "additionally",
    "besides",
    "instead",
    "nevertheless",
    "nonetheless",
    "for example",
    "for instance",
    "in fact",
    "indeed",
    "of course",
    "still",
    "yet",
    "therefore",
    "thus",
    "as a result",
    "on the other hand",
    "in other words",
    "overall",
    "finally",
    "in short",
    "in conclusion",
    "consequently",
    "similarly",
    "likewise",
    "then",
    "so",
    "and",
    "but",
    "or",
]

QUANTIFIERS = words("no few little any some all every each many several various numerous more most")
# A list under these is one thing: "between A and B", "a mixture of A and B".
TAKING_ALL = words(
    """between among amongst amid combine combining combination mix mixing mixture blend merge merger unite
    union link connect connecting compare comparison contrast divide separate distinguish reconcile
    balance join pair couple consist comprise compose composed made consisting comprising exchange relation
    including
    relationship"""
)
TOGETHER = words("together jointly respectively both combined either neither alternately each")
MULTITUDES = words("tens dozens hundreds thousands millions billions trillions scores")
# "a number of films": what is counted stands behind.
NUMBERING = words(
    """number variety range series list array host handful string couple dozens hundreds lot group selection
    some many most several one"""
)
# Verbs of a person's or a body's life, of which place and day are looked up apart.
LIFE = words("bear die found establish graduate bury marry educate form incorporate")
# "a French teacher" need not be French.
OF_A_LANGUAGE = words(
    """teacher professor tutor lecturer translator interpreter scholar historian linguist student major
    instructor speaker restaurant lesson course dish word term title name book novel film song movie
    shepherd expert specialist football"""
)
# Of a party, not of a nation, though spaCy's label for both is one.
PARTIES = words("democratic republican conservative liberal labour socialist communist social green labor")
# Names of states that have an "and" in them.
NAMES_WITH_AND = (
    "Bosnia and Herzegovina",
    "Trinidad and Tobago",
    "Antigua and Barbuda",
    "Serbia and Montenegro",
    "Kitts and Nevis",
    "Vincent and the Grenadines",
)
POSTS = words("posts positions roles offices capacities titles jobs appointments")
PREPOSITIONS_IN_ED = words("given compared based provided taken seen put granted faced told")
# Verbs that have no passive.
WITHOUT_OBJECT = words(
    """graduate move study die live work serve go come grow become arrive return travel emigrate immigrate
    reside retire resign compete debut appear attend belong join"""
)
OF_THE_SPEAKER = words("i we me us my our mine ours myself ourselves you your")
# "as he deems fit", "as the saying goes": not asserted.
AS_ONE_DOES = words("deem go say know require see put need please wish want like expect plan note")
# Under these a list is denied as one.
NEGATING = words("deny refuse fail avoid prevent stop decline neglect lack without reject rule")
# Subjects of a quotation that only its frame explains.
LEANING = words("i we you he she it they this that these those what which who")
