"""What wording makes a claim a quote, an opinion, a prediction, an office, a cause or a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable

from factdesk.model import ClaimKind
from factdesk.split.words import ROLES

# Gets the text and its main clause, returns the deciding words as they stand there, or "".
Decide = Callable[[str, str], str]

_AFTER_MAIN = re.compile(
    r"\s*\b(?:before|after|because|which|who|whose|whom|where|if|unless|so that|until|while|when"
    r"|although|though)\b"
)
_BEFORE_MAIN = re.compile(
    r"^(?:If|Unless|After|Before|When|While|Although|Though|Because|Since|As|Once|Until|Should)\b[^,“”]*,\s"
)


def main_clause(text: str) -> str:
    """The text without the clauses that a conjunction or relative pronoun opens."""
    start = match.end() if (match := _BEFORE_MAIN.match(text)) else 0
    cut = _AFTER_MAIN.search(text, start + 1)
    return text[start : cut.start()] if cut else text[start:]


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if not match:
        return ""
    return next((words for words in match.groupdict().values() if words), match[0]).strip(" ,")


# --- quotes ----------------------------------------------------------------------------------------

_SAID = (
    r"said|says|sa(?:id|ys) in|told|tells|wrote|writes|tweeted|posted|replied|answered|added|adds|asked"
    r"|insisted|insists|argued|argues|claimed|claims|admitted|admits|denied|denies|stated|states"
    r"|declared|declares|announced|announces|confirmed|confirms|testified|testifies|warned|warns"
    r"|complained|explained|explains|remarked|commented|conceded|concedes|alleged|alleges|vowed|vows"
    r"|pledged|joked|boasted|recalled|recalls|stressed|emphasi[sz]ed|noted|notes|acknowledged"
    r"|acknowledges|maintained|maintains|reiterated|suggested|suggests|called|calls|described|describes"
    r"|labelled|labeled|dismissed|branded|reported|reports|observed|concluded|urged|began|continued"
    r"|quoted|shouted|promised|saying|calling|describing|accused|accuses"
)
_QUOTED = re.compile(r"[“\"][^”\"]+[”\"]?")
_WHOLE = re.compile(r"[“\"][^“”\"]+[”\"][.!?]?$")
_SAYING = re.compile(rf"\b(?P<words>{_SAID})\b")
_THAT = re.compile(
    r"\b(?P<words>(?:said|says|told|wrote|writes|claim(?:ed|s)|admit(?:ted|s)|den(?:ied|ies)|insist(?:ed"
    r"|s)|argue[ds]|state[ds]|declare[ds]|testif(?:ied|ies)|warn(?:ed|s)|complained|conceded|concedes"
    r"|allege[ds]|vow(?:ed|s)|pledged|promised|boasted|recalled|stressed|acknowledged|maintained"
    r"|maintains|reiterated|replied|tweeted|repeated|explained|added|announced|confirmed"
    r"|pointed out)(?: (?!that\b)[\w’'-]+){0,5}? that)\b"
)
_BARE = re.compile(
    r"\b(?P<words>sa(?:id|ys)|told (?:[A-Z]\w+|reporters|journalists|parliament|lawmakers|(?:the|a|an"
    r"|his|her|their) [\w-]+)|claimed|claims|admitted|insisted|denied|denies|vowed|vows|pledged|promised"
    r"|threatened) (?:on \w+ )?(?:he|she|they|it|I|we|the|a|an|his|her|their|its|there|having|knowing"
    r"|taking|any|all|never to|not to|to|no|some|most|[A-Z]\w+)\b"
)
# "…, Ann Example explains." and "It has been claimed that …"
_TAIL = re.compile(
    r", (?:(?:[Tt]he|[A-Z][\w.’'-]*|[a-z]+) ){1,5}?(?P<words>said|says|explain(?:ed|s)|add(?:ed|s)"
    r"|argue[ds]|note[ds]|insist(?:ed|s)|claim(?:ed|s)|warn(?:ed|s)|recall(?:ed|s)|wrote|writes"
    r"|told [A-Z]\w+)(?=[,.]|$| in\b| on\b| at\b)|, (?P<saying>said|says|explain(?:ed|s)|wrote|writes"
    r"|warned) (?=[A-Z]|the\b|an?\b)|\b[Ii]t (?:is|was|has been|had been"
    r"|has also been) (?P<passive>(?:widely |often )?(?:said|claimed|alleged|reported|argued|suggested"
    r"|emphasi[sz]ed|stressed|rumou?red|announced) that)\b"
)
_ACCUSED = re.compile(r"\b(?P<words>(?:accuse[ds]|accusing)\b (?:[\w’'-]+ ){1,6}?of)\b")
_PLACED = re.compile(r"\b(?:is|was|are|were|be|been) (?:said|told|called|described|promised)\b")


def _quote(text: str, main: str) -> str:
    """Who said what; quotation marks alone, without a verb of speech, only name something."""
    if (quoted := _QUOTED.search(text)) and not _PLACED.search(text):
        outside = text[: quoted.start()] + " " * (quoted.end() - quoted.start()) + text[quoted.end() :]
        if words := _found(_SAYING, outside):
            return words
    if _WHOLE.match(text):
        return text[0]
    if main.startswith("According"):
        return ""
    return _found(_TAIL, text) or _found(_THAT, main) or _found(_BARE, main) or _found(_ACCUSED, main)


# --- opinions --------------------------------------------------------------------------------------

_SPOKEN = re.compile(
    r"\?[”\"]?$|^(?:Let us|Let’s|Let's|Please|Imagine|Never forget|Make no mistake|Thank(?:s| you)|Stay"
    r"|Remember)\b|^(?:(?:And|But|So|Well),? )?(?:I|We)(?: (?:all|also|still|really|do|truly|firmly"
    r"|don’t|don't))? (?:think|believe|feel|hope|love|hate|wish|doubt|fear|trust|guess|suppose|want"
    r"|wonder)\b|\b(?:would|[’']d) (?:also )?(?:like|love|prefer) to\b|\b(?:I(?: am|[’']m)|[Ww]e(?: are"
    r"|[’']re)) (?:\w+ )?(?:happy|sad|proud|sure|afraid|glad|sorry|confident|grateful|excited|angry"
    r"|delighted|disappointed|convinced|not sure)\b|^(?:Hopefully|Perhaps|Maybe|Sadly|Unfortunately"
    r"|Fortunately|Frankly|Luckily|Surely|Clearly|Arguably)\b|\b[Ii]n (?:my|our) (?:view|opinion)\b"
    r"|^(?:What|How) an?\b|^(?:God|Long live)\b|\b(?:It|it) remains (?:to be seen|unclear|uncertain)"
    r"|\b[Oo]nly time will tell|\bTime will tell\b|\banyone’s guess\b|\banyone's guess\b|\b[Ii]t (?:is"
    r"|was|’s|would be) (?:\w+ )?(?:time|fair|hard|difficult|easy|sad|clear|obvious|wrong|right|wise"
    r"|unwise|naive|foolish|a mistake|a pity|a shame|no surprise|no secret)(?= (?:to|that|for)\b)"
)
_OUGHT = re.compile(
    r"\b(?:should(?! (?:have )?(?:\w+ ){0,2}(?:by law)\b)|ought to|must(?! have\b)|needs? to|ha(?:s"
    r"|ve) to|had better|deserves?|deserved)\b(?! be (?:noted|filed|submitted|registered)\b)"
)
_LAW = re.compile(
    r"\b(?:law|laws|constitution\w*|legal\w*|illegal|statutes?|rules?|regulations?|treaty|treaties|court"
    r"|code|charter|require[ds]?|decree|act|directive|Act|Constitution|Law|Charter|Convention)\b"
)
_DONE = re.compile(r"\b(?:may|might|could|must|would|should) (?:well |also |not |still )?have\b(?! to\b)")
_MAY_BE = re.compile(
    r"\b(?:may|might|could) (?:well |also |not |still )?be\b(?! (?:\w+ly )?\w+ed\b| \w+(?:en|wn|ut|ld)\b)"
)
_TASTE = re.compile(
    r"\b(?:beautiful\w*|ugly|terribl[ey]|wonderful\w*|disgrac\w+|shameful\w*|brilliant\w*|tragic\w*"
    r"|sadly|remarkabl[ey]|impressiv\w+|delightful\w*|disappointing\w*|admirabl[ey]|magnificent\w*"
    r"|outrageous\w*|absurd\w*|ridiculous\w*|pathetic\w*|amazing\w*|awful\w*|horribl[ey]|stunning"
    r"|inspiring|splendid\w*|masterful\w*|charming|dreadful\w*|appalling\w*|cowardly|foolish\w*"
    r"|reckless\w*|superb\w*|great(?! deal\b| Britain\b| many\b| number\b| majority\b|-)|gracious\w*"
    r"|unimaginable|unacceptable|problematic|troubling|eye-catching|furious|disturbing|alarming"
    r"|shocking\w*|embarrass\w+|encouraging|promising|hopeless|pointless|unfair\w*|unjust|immoral|evil"
    r"|wise|unwise|stupid\w*|silly|clumsy|thrilling|breathtaking|gorgeous|tasteless|boring|fascinating"
    r"|compelling|unforgettable|memorable|priceless|commendable|laudable|deplorable|reprehensible"
    r"|inexcusable|unbelievable|sorely missed|heartbreaking|devastatingly|glorious\w*|miserabl[ey]"
    r"|marvellous\w*|flawless\w*|hilarious|tedious|dull|irresponsible|fantastic\w*|excellent|incredible"
    r"|incredibly|loveliest|lovely|heroic\w*|welcome (?:step|move|sign)|anyone’s guess|a mistake"
    r"|the right thing|the wrong)\b|\b(?:great|good|bad|perfect|worthy) (?:leader|man|woman|idea|day"
    r"|news|success|achievement|opportunity|start|sign|thing|example)\b|\b(?:an? |the )?(?:key|important"
    r"|essential|vital|crucial|historic|significant|major|bold|courageous|decisive|necessary|big"
    r"|positive) (?:step|role|moment|opportunity|milestone|part|achievement|turning point|signal|chapter"
    r"|contribution)\b|\b(?:underscor|underlin|highlight|reflect|demonstrat|reaffirm|showcas"
    r"|signal)(?:es?|ed|s) (?:the|its|their|a|an|how) (?:\w+ ){0,2}?(?:importance|significance"
    r"|commitment|need|strength|resolve|determination|value|urgency|willingness|depth|desire)\b|\b(?:of"
    r"|has|have) (?:great|immense|enormous|vital|crucial|particular) (?:importance|significance|value)\b"
)
_BEST = re.compile(
    r"\b(?:(?:the|our|their|its) )?(?:best|worst|greatest)\b(?![- ]?(?:selling|known|paid|result|time"
    r"|actor|picture))"
)
_RECORD = re.compile(r"\b(?:since|on record|in (?:\w+ )?(?:years|decades|history)|ever|of \d{4})\b")
_BELIEVE = re.compile(
    r"\b(?:seems?|seemed|appears?|appeared) (?=to\b|that\b|as if\b|like\b|[a-z]+(?:ful|ing|ous)\b)"
    r"|\b(?:believes?|believed|thinks?|feels?|hopes?|hoped|fears?|feared|wants?|wishes"
    r"|considers?) (?:that|the|it|this|he|she|they|there|a|an|both|in|to|[A-Z]\w+)\b"
)


def _opinion(text: str, main: str) -> str:
    words = _found(_SPOKEN, text) or _found(_DONE, main) or _found(_TASTE, main)
    if not words and not _LAW.search(text):
        words = _found(_OUGHT, main)
    if not words and not _RECORD.search(text):
        words = _found(_BEST, main)
    return words or _found(_MAY_BE, main) or _found(_BELIEVE, main)


# --- predictions -----------------------------------------------------------------------------------

_COMING = re.compile(
    r"\b(?:will|shall|won’t|won't|cannot wait)\b(?!-)|[’']ll\b|\b(?:is|are|was named as"
    r"|remains?) (?:now |still |also |widely |[a-z]+ly )?(?:set|expected|scheduled|due|going|likely"
    r"|unlikely|bound|about|poised|slated|planning|hoping|preparing|aiming|forecast|projected|predicted"
    r"|tipped|on track|on course|certain|sure) (?:to|for)\b|\b(?:is|are) to (?!the\b|a\b|an\b|some\b"
    r"|blame\b)[a-z]+\b|\b(?:plan|intend|aim|expect|prepare|hope)s? to\b|\b(?:forecasts?|predicts?"
    r"|projects|foresees?|anticipates?)\b|\b(?:could|may|might) (?!be (?:seen|heard|felt)\b|have\b|not\b"
    r"|hear\b|see\b|feel\b|smell\b|detect\b|tell\b|remember\b|afford\b|\d|[A-Z])[a-z]+\b|\b(?:may"
    r"|might) not\b"
)
_FORECAST = re.compile(
    r"\b(?:forecasts?|predicts?|predicted|projects|projected|foresees?|anticipates?"
    r"|expects?)\b(?=.*\b(?:will|would|to|an?|the)\b)"
)
# Without a condition or a plan, "would" tells of habits: "the horse would jump the fence".
_WOULD = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Uu]nder|[Ww]ithout|[Oo]therwise|(?:[Bb]ill|law|plan|proposal|deal|move"
    r"|measure|merger|tax|reform|scheme|amendment|project|ban|agreement|budget"
    r"|changes?)s?)\b.*?\b(?P<words>would\b(?! have\b))"
)


def _prediction(text: str, main: str) -> str:
    return _found(_FORECAST, main) or _found(_COMING, main) or _found(_WOULD, text)


# --- offices ---------------------------------------------------------------------------------------

# These are trades or say too little.
_NO_OFFICE = frozenset(
    {"member", "author", "owner", "lawyer", "economist", "scientist", "researcher", "analyst", "fellow"}
    | {"founder", "cofounder", "co-founder", "lawmaker", "officer", "manager"}
)
_OFFICES = ROLES - _NO_OFFICE | {"regent", "president-elect", "chief executive"}
_ROLE = rf"(?i:{'|'.join(sorted(_OFFICES, key=len, reverse=True))})\b(?!’s|'s|ship)"
# The rest of a title: "Chief of Army Staff".
_MORE = r"(?:(?: of(?: the)?)?(?: [A-Z][\w-]+)+)?"
# Words of one noun phrase, as they stand between "is" and a role.
_PLAIN = (
    r"(?:\s+(?!(?:to|with|by|in|on|for|at|that|from|not|and|or|but|when|after|before|while|as|under"
    r"|about|against|over)\b)[\w’'.-]+){0,6}?\s+"
)
_HOLDS = re.compile(
    rf"\b(?P<words>(?:is|was|are|were|became|becomes?|remains?|remained"
    rf"|been)\b{_PLAIN}{_ROLE}{_MORE})(?!\s+[A-Z][a-z]+ [A-Z])"
)
_SERVES = re.compile(
    rf"\b(?P<words>(?:serv|act|work)(?:e|es|ed|ing"
    rf"|s)\b(?: \w+){{0,3}}? as\b{_PLAIN.replace('|as|', '|')}{_ROLE}{_MORE})"
    r"|\b(?:held|holds|holding|assumed|assumes|left|took up|given up|gave up|lost|kept) (?:the|his|her"
    r"|that) (?:rank|post|office|position|title|presidency|premiership|job of|job as|role of|role as"
    r"|seat)\b|\bin office (?:since|until|from)\b"
)
_TAKES = re.compile(
    r"\b(?:(?:was|were|has been|had been|been|re)?[ -]?(?:appointed|re-elected|sworn in|inaugurated"
    r"|promoted to|ordained|enthroned|crowned|reelected)|took office|takes office|stepp(?:ed|ing) down"
    r"|steps down|resign(?:s|ed) (?:as|from|after|on|in|over|last|this|following)|resigned|took over as"
    r"|takes over as|takes over from|retired as|ousted as|reappointed)\b(?! to\b)"
)
_ELECTED = re.compile(
    r"\belect(?:ed|s)\b(?= (?:(?!to\b)[\w’'.-]+ ){0,4}?(?:as|to|president|chair\w*|speaker|mayor"
    r"|governor|leader|in|on)\b)"
)
_GIVES = re.compile(
    rf"\b(?:named|names|appoints|picked|chose|confirmed|installed|nominated|dismissed|sacked|fired"
    rf"|removed|suspended|replaced|succeeded|succeeds|ousted|made)\b(?= (?:[\w’'.,-]+ ){{0,7}}?{_ROLE})"
)
_HEADS = re.compile(
    r"\b(?:heads|headed|chairs|chaired|presides over|presided over|commands|commanded)\b(?= (?:the|a|an"
    r"|its|his|her|[A-Z]))"
)


def _office(text: str, main: str) -> str:
    for pattern in (_TAKES, _HOLDS, _SERVES, _ELECTED, _GIVES, _HEADS):
        if words := _found(pattern, main):
            return words
    return ""


# --- causes and comparisons ------------------------------------------------------------------------

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|[Tt]hanks to|[Aa]s a (?:direct )?(?:result|consequence)"
    r"|led to|leads? to|caus(?:ed|ing)|causes (?!of\b)|result(?:s|ed)? (?:in|from)|prompt(?:ed|s)"
    r"|trigger(?:ed|s)|spark(?:ed|s)|fuell?ed|(?:blamed|attributed|put down) (?:on|to)|stem(?:s"
    r"|med)? from|(?:brings?|brought) about|contribut(?:es|ed) to|(?:was|were|held) responsible for"
    r"|driven by|(?:reason|cause) (?:why|for|that|of|behind)|(?:that is|[Tt]hat’s|That's|explains?) why"
    r"|so that|gave rise to|gives rise to|provoked|prevent(?:s|ed) (?:\w+ ){1,5}?from|owes? (?:its|their"
    r"|his|her) \w+ to|on account of)\b|^(?:Because|Due to|Owing to)\b|\bforc(?:es|ed"
    r"|ing)\b (?=(?:[\w’'-]+ ){1,5}?to\b)|\bma(?:de|kes?) (?=(?:the|its|their|them|it|him|her|people"
    r"|[A-Z]\w+)\b(?: \w+){0,3}? \w+(?:ant|ent|ful|able|ible|ous|er|ive)\b(?! of\b))"
)


def _causal(text: str, main: str) -> str:
    return _found(_CAUSE, text)


_NUMERAL = (
    r"(?:\d|[$€£]|an? (?:\w+ )?(?:quarter|third|half|dozen|hundred|thousand|million|decade|century|year"
    r"|month|week|day)|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|one\b|dozens?|hundreds?|thousands?|millions?|once|twice)"
)
_THAN = re.compile(
    rf"\b(?!(?:[Rr]ather|[Oo]ther|whether|either|neither|never|after|over|under)\b)(?P<words>(?:more"
    rf"|less|fewer|better|worse|\w{{2,}}er)\b(?:(?! than\b)[ -][\w’'-]+){{0,6}}? than\b)"
    rf"(?<!rather than)(?<!other than)(?! {_NUMERAL})"
)
_COMPARED = re.compile(
    r"\b[Cc]ompared (?:with|to)\b|\b(?P<words>(?<!twice )(?<!times )(?<!half )(?<!just )as (?!well\b"
    r"|soon\b|far\b|long\b|early\b|late\b|recently\b|many as \d|much as \d|few as \d|little as \d|part\b"
    r"|a\b|an\b|the\b)[a-z]+(?: [a-z]+)? as)\b|^Unlike\b|\b, unlike\b|\bin contrast (?:to|with)\b"
    r"|\b(?:outperform|outnumber|exceed|surpass|outpace|outstrip|outsell|overtak|outrank|outweigh"
    r"|outlive)(?:s|es|ed|ing)?\b|\b(?:overtook|outsold|outgrew|trails? behind|lags? behind"
    r"|lagged behind)\b|\brank(?:s|ed)? (?:first|second|third|fourth|fifth|\w+th|last|\d+|among|above"
    r"|below|behind|ahead)\b"
)
_MOST = re.compile(
    r"\b(?:the|its|their|his|her|[Tt]he|’s|'s|a)? ?(?:second|third|fourth|fifth|single)?[- ]?(?:largest"
    r"|smallest|biggest|highest|lowest|longest|shortest|oldest|youngest|fastest|slowest|richest|poorest"
    r"|deadliest|heaviest|strongest|weakest|tallest|deepest|earliest|latest(?= on\b)|hottest|coldest"
    r"|wettest|driest|busiest|worst|best|closest|cheapest|steepest|sharpest|bloodiest|hardest(?= hit)"
    r"|safest|wealthiest|newest|warmest|fewest)\b|\b(?:the )(?:most|least) (?!of\b|recent\b)[a-z]+\b"
    r"|\bmost [a-z]+ (?=.*\b(?:since|in (?:the|its) (?:world|history|country))\b)|\b(?:record"
    r"|all-time) (?:high|low|number|level|levels|profit|loss|breaking)\b|\bunprecedented\b"
)
_FIRST = re.compile(
    r"\b(?P<words>(?:for )?(?:the|its|their|his|her|[Tt]he|’s|'s) (?:very )?(?:first|only|last|second"
    r"|third|fourth|fifth) (?!(?:quarter|half|phase|round|stage|day|week|month|year|part|step|day"
    r"|session|dose|term|minute|leg|of)\b)(?:[\w’'-]+ ?){1,5}?)(?=\b(?:since|to|in (?:the|its"
    r"|\w+ (?:years|decades)|history|more|over|nearly|almost)|ever|with|without|of its kind"
    r"|on record)\b)|\bfor the (?:first|only) time\b|\b(?:the first|the only) (?:woman|man"
    r"|person|country|state|city|company|one|team)\b"
)


def _comparison(text: str, main: str) -> str:
    for pattern in (_COMPARED, _FIRST, _MOST, _THAN):
        if words := _found(pattern, text):
            return words
    return ""


RULES: tuple[tuple[ClaimKind, Decide], ...] = (
    (ClaimKind.QUOTE, _quote),
    (ClaimKind.OPINION, _opinion),
    (ClaimKind.PREDICTION, _prediction),
    (ClaimKind.OFFICE, _office),
    (ClaimKind.CAUSAL, _causal),
    (ClaimKind.COMPARISON, _comparison),
)
