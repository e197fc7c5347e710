"""Words that tell nothing of what a claim is about: small words of six languages, and how claims are told."""

from __future__ import annotations

_ENGLISH = """
a about above after again against all almost already also although am an and another any anybody anyone
anything are aren't around as at away be because been before began begin being below between both but by
came can can't cannot come could did didn't do does doesn't doing don't done down dr during each either else
even ever every everyone everything few for from further gave get gets give given go goes going gone got had
hadn't has hasn't have haven't having he he's her here hers herself him himself his how however i i'm if in
instead into is isn't it it's its itself just keep kept know known last later least less let let's lets like
lot lots made make makes making many may maybe me might mine more most mr mrs ms much must my myself near
need never next no nor not nothing now of off often okay on once one only onto or other others ought our
ours out over own per perhaps put quite rather really said same saw say saying says see seen several shall
she she's should shouldn't since sir so some something soon still such take taken takes than that that's the
their theirs them themselves then there there's these they they're thing things this those though through
thus till to together too took toward towards under until up upon us use used uses using very via want
wanted wants was wasn't way we well went were weren't what whatever when where wherever whether which while
who whoever whom whose why will with within without won't would wouldn't yet you your yours
"""
_TOLD = """
according added adds alleged allegedly alleges apparently argue argued argues article asserted asserts claim
claimed claiming claims explained image insisted insists meanwhile noted notes photo picture post posted
posts purportedly reported reportedly reporters reports shared showing shows social source sources stated
statement statements states today told tomorrow video viral writes wrote yesterday
"""
# German, French, Spanish, Italian, Portuguese.
_OTHERS = """
aber al alla als ao aos au auch auf aus aux avec bei ce ces cette che chi com como con da dal dans das dass
de del della delle dem den der des di die donde dos du durch e ein eine einem einen einer el ella elle em en
entre era es est esta este et foi fue gli ha hat hay ich il ils im ist la las le les leur lo los mais mit
más na nach nas ne nel nella nicht noch non nos nur não o oder os ou où par para pas pela pelo pero plus por
pour qu que qui sa sans se ser ses seu si sich sie sin sind sobre son sono su sua suo sur sus são también
tra um uma un una und une von vor war wie wird y ya zu zum zur über
"""
SMALL_WORDS = frozenset((_ENGLISH + _OTHERS).split())
# Small words only in small letters: the Washington Post and the United States are names.
TOLD = frozenset(_TOLD.split())

_TITLES = """
chairman chief commissioner director general governor king lord mayor minister president prime prince queen
representative secretary senator sheikh speaker spokesman spokesperson spokeswoman vice
"""
TITLES = frozenset(_TITLES.split())
