"""English words that speak of one thing, opposites too: what bears on a claim may deny it in other words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from factdesk.passages.stems import stemmer

# One family a line, by what news is about. A word may be in several.
_FAMILIES = """
die dead death deadly kill killed fatal fatality perish lives drown murder slain casualty toll victim \
survive survivor
injure injury wound hurt harm unhurt unharmed hospital hospitalise hospitalize
ill illness sick sickness disease infect infection infected patient symptom fever virus outbreak epidemic
cure heal recover recovery treat treatment therapy
vaccine vaccination vaccinate jab dose shot inoculate immunise immunize
doctor physician medic surgeon nurse clinic
murder kill assassinate shoot shooting gunman
attack assault raid strike bomb bombing shell shelling ambush
soldier troop army military force serviceman
war conflict fighting battle clash hostilities
peace ceasefire truce armistice
weapon arm missile gun rifle
police officer policeman constable
fire blaze burn flame firefighter fireman
crash accident collision collide wreck derail
arrest detain detention custody jail jailed prison imprison imprisoned seize apprehend release free
sentence convict conviction guilty verdict condemn acquit acquitted innocent
charge accuse accusation indict indictment prosecute prosecutor prosecution allege allegation
sue lawsuit suit claim court judge tribunal trial
appeal overturn reverse quash uphold
judgment ruling rule decision verdict
law legislation act bill statute
ban banned prohibit prohibition forbid forbidden outlaw allow allowed permit legal illegal
corruption bribe bribery graft fraud embezzle embezzlement
steal stolen theft rob robbery burglary loot
resign resignation quit step stepped leave leaves left depart departure retire retirement remain stay
dismiss dismissal sack sacked fire fired remove oust ousted
appoint appointment nominate nomination name named choose chosen successor succeed replace replacement
elect election vote voter ballot poll win won winner victory lose lost defeat
candidate contender challenger opponent rival
turnout participation
inaugurate inauguration oath swear sworn
coalition alliance party bloc
parliament lawmaker legislator deputy member congress assembly senate
minister ministry secretary cabinet government
president presidency head chief leader lead
boss executive director chairman chairwoman chair manager founder
predecessor former previous previously formerly ex past
support back backing endorse endorsement oppose opposition against reject favour favor
approve approval adopt pass passed accept agree agreed agreement ratify reject rejection refuse refusal \
decline turn
deny denial denied dispute reject refute dismiss false untrue confirm confirmation admit concede acknowledge
claim allege rumour rumor report assert
hide hidden conceal cover secret disclose publish reveal reveals public
warn warning caution alert alarm
criticise criticize criticism critic attack blame condemn praise
apologise apologize apology regret sorry
promise pledge vow undertake guarantee
plan plans propose proposal intend intention scheme
call demand urge request ask appeal
meet met meeting receive received visit talk talks summit confer welcome
sign signed treaty pact accord agreement deal contract memorandum
cancel cancelled canceled postpone postponed delay delayed call called off scrap
begin began begun start started launch open opened opening commence first
end ended finish finished stop stopped halt cease conclude close closed last
close closed shut closure reopen open opened
build built building construct construction erect renovate renovation rebuild
destroy destroyed demolish demolition tear torn collapse collapsed burst break broke broken damage \
damaged ruin
repair mend fix restore restoration
rise rose risen increase grow grew growth climb climbed gain higher highest raise raised up jump soar \
record more
fall fell fallen drop decrease decline reduce reduction cut lower lowest less sink shrink down fewer slump
profit surplus gain earnings deficit loss losses
revenue turnover income sales proceeds receipts takings
cost costs price expense expensive worth spend spending spent expenditure pay
pay paid payment compensate compensation refund reimburse owe owed
debt loan borrow credit owe owed liability
tax levy duty tariff fee fare
fine fined penalty
salary wage wages pay earn earnings bonus
pension retire retired retirement elderly
budget estimate forecast
fund funding finance financed pay paid sponsor grant subsidy contribute contribution
share shares stock shareholder investor dividend
buy bought purchase acquire acquisition takeover sell sold sale
company firm corporation business enterprise maker manufacturer producer
job jobs post posts position employment work worker employee staff workforce labour labor hire hired \
layoff redundancy dismissal
strike walkout stoppage union
factory plant works production produce manufacture
bank lender
economy economic output gdp
inflation prices
export import trade
house home housing household apartment flat dwelling homeless
school pupil student teacher education university college
child children kid boy girl baby infant minor
woman women female lady
man men male
husband wife spouse married marry marriage wed wedding
father mother parent son daughter
citizen resident inhabitant people population
migrant refugee immigrant asylum immigration
car vehicle automobile lorry truck driver
train railway rail tram
ship vessel boat ferry freighter
plane aircraft airplane flight jet airline
road street highway motorway
bridge dam tunnel
storm hurricane typhoon cyclone wind gust gale tornado
flood flooding flooded inundate
earthquake quake tremor
drought dry heat heatwave
rain rainfall snow
weather meteorologist forecast
electricity power outage blackout grid
oil petroleum gas fuel
nuclear atomic reactor
climate emission carbon warming
pollute pollution contaminate contaminated
water drink drinking
food eat meal
forest tree wood
animal livestock cattle
study research researcher scientist scientific survey trial
test tested sample examine examined examination inspect inspection check
find found finding result conclude conclusion show
error mistake wrong fault failure fail failed correct
cause caused reason due because lead led
prove proof evidence basis
effective efficacy effectiveness protect protection
safe safety danger dangerous risk
big large great huge small little
old elderly age aged young
new recent latest modern
many several numerous few
quick fast rapid slow
early late
year annual annually yearly
month monthly
week weekly
day daily
night overnight nightly
double twice two
half fifty
third three
quarter fourth four
dozen twelve
member belong join joined
group organisation organization association
rescue rescued save saved
lose lost miss missing
escape flee fled
return returned back
move moved relocate
arrive arrival come came
send sent deliver delivery supply
give gave given grant award awarded receive received get
help aid assistance assist relief support
protest demonstrate demonstration demonstrator rally march
write wrote written book publish published publication
film movie cinema
play played player match game team
champion title cup trophy medal
record best
born birth birthplace
grave buried burial funeral
"""


@cache
def kin(stem: str) -> frozenset[str]:
    """The stems of one family with this one, without it."""
    own = _families().get(stem, frozenset())
    return frozenset(other for other, numbers in _families().items() if other != stem and numbers & own)


@cache
def _families() -> dict[str, frozenset[int]]:
    """The numbers of the families that each stem is of."""
    stem = stemmer("en")
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_FAMILIES.strip().splitlines()):
        for word in line.split():
            found[stem(word)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
