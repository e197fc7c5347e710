"""Words of English news that can stand for each other, one group a line. A word may be in several groups.

Written from general knowledge. Opposites, roles, kinds of things of which only one can be meant, numbers and
days do not belong here.
"""

COUNTRIES = """
georgia georgian
armenia armenian
azerbaijan azerbaijani
vietnam vietnamese
thailand thai
philippines philippine filipino
indonesia indonesian
malaysia malaysian
singapore singaporean
argentina argentine argentinian
chile chilean
colombia colombian
venezuela venezuelan
peru peruvian
bolivia bolivian
haiti haitian
nigeria nigerian
kenya kenyan
ethiopia ethiopian
somalia somali
sudan sudanese
libya libyan
tunisia tunisian
algeria algerian
morocco moroccan
ghana ghanaian
uganda ugandan
rwanda rwandan
zimbabwe zimbabwean
mali malian
jordan jordanian
lebanon lebanese
yemen yemeni
qatar qatari
bahrain bahraini
kuwait kuwaiti
gaza gazan
turkey turk
hungary hungarian
romania romanian
bulgaria bulgarian
serbia serbian serb
croatia croatian croat
bosnia bosnian
albania albanian
kosovo kosovar
macedonia macedonian
moldova moldovan
belarus belarusian
latvia latvian
lithuania lithuanian
estonia estonian
slovakia slovak slovakian
slovenia slovenian
czechia czech
netherlands dutch
belgium belgian
switzerland swiss
austria austrian
denmark danish
finland finnish
portugal portuguese
iceland icelandic
malta maltese
cyprus cypriot
wales welsh
catalonia catalan
chechnya chechen
crimea crimean
tibet tibetan
nepal nepalese nepali
bangladesh bangladeshi
myanmar burma burmese
cambodia cambodian
mongolia mongolian
kazakhstan kazakh
taiwan taiwanese
"""

MORE_SAME = (
    """
respond react answer response reaction
tap pick name choose select nominate appoint
win capture clinch secure
win victory triumph
beat defeat
transfer hand
stance stand position
pledge promise vow
strict tough tight stringent harsh
launch start begin open
offensive operation assault campaign
operation raid
authorize approve permit allow
believe suspect think
shot shoot shooting gunfire
fire shoot
leader president
leader premier
leader boss ruler
chair chairman chairwoman chairperson head chief
director chief head
journalist reporter correspondent
detain arrest
battle fight fighting combat clash
talk discussion negotiation dialogue
discuss debate
rally demonstration protest march
protester demonstrator
riot unrest violence
suspend halt stop
victim casualty
penalty fine sanction
verdict ruling decision judgment
appeal plea
accept agree
help assist support
reveal disclose expose
publish release issue
release free
study research
researcher scientist
expert specialist analyst
government administration cabinet
authority government official
area region zone
road street
investor shareholder stockholder
stock share equity
profit earnings
revenue sales
predict forecast project
exceed surpass beat
reach hit
hostage captive
kidnap abduct
find discover locate
rescue save
flee escape
chase pursue
strike walkout
title crown championship
match game
fan supporter
donation contribution gift
proposal plan
law legislation bill act statute
regulation rule
amend change modify alter
reform overhaul
create establish form found
join enter
expand extend broaden widen
extend prolong
limit restrict restriction curb cap check
ease relax loosen
worsen deteriorate
hard difficult
danger risk threat
attempt try effort
aim target goal objective
trigger spark prompt cause
result outcome
evidence proof
document paper record file
website site
internet web online
customer client consumer
maker manufacturer producer
make produce manufacture
factory plant
store shop
airline carrier
surgery operation
baby infant newborn
child youngster
teen teenager youth adolescent
relative family
tourist visitor
militant insurgent rebel fighter
gunman shooter attacker assailant
weapon arm
missile rocket
warplane jet
ministry department
envoy diplomat
candidate nominee contender
race campaign
alliance coalition
court tribunal
supreme high top
fraud scam
corruption graft
sack fire dismiss
hire recruit appoint
raise hike increase lift boost
loan lend
bank lender
economy economic
trade commerce commercial
oil crude
energy power
electricity power
nuclear atomic
pollution contamination
rain rainfall
hit slam batter pound strike
damage harm
wreck ruin destroy
open inaugurate
celebrate mark commemorate
mourn grieve
wed marry
name call know
famous renowned noted
major main principal key
major big large
key crucial vital important significant
rapid quick fast swift
serious severe grave
sure certain
accurate correct
many numerous
most majority
part portion section
site location place spot
keep retain maintain
push press urge
urge demand call
harshest strictest toughest
conduct launch
facet aspect characteristic feature
pressure press
extra additional further
extensive wide broad
hope expect
worry concern fear
anger fury outrage
angry furious
joint shared
wound shoot
track trace
review examine study inspect
examine probe
search hunt seek
look search
explosive bomb
attack raid strike
bombing attack blast
kidnap seize
cite quote
refugee displaced
dispute row conflict
conflict war fighting
ceasefire truce
accord truce
treaty convention
gather assemble meet convene
attend join
host hold stage
conduct hold perform carry
perform play
occur happen come
appear emerge
remain stay
return back
arrive reach land
leave depart
travel journey
deploy send dispatch
send dispatch ship
deliver supply provide give
provide offer
obtain secure
own possess
sell sale
acquire purchase takeover
merge merger
rename name
replace succeed substitute
lose shed
shed cut
decline drop
sharp steep
slight small
near approach close
surround encircle
enclose surround
ban bar
bar block
block prevent stop
avoid escape
quit leave
drop abandon ditch scrap
abandon desert
invade invasion
occupy occupation
withdraw pull withdrawal
grow expand
bankruptcy insolvency
pension retirement
poverty poor
hunger famine
starve hunger
doctor medic
sufferer patient
virus infection
infect infection
inject injection
test trial
exam test
grade mark
university college
rate pace
likelihood chance probability
view opinion
opinion poll
figure statistic number
data statistic figure
level rate
amount quantity
portion share
piece part
kind type sort
method way technique
machine device
gadget device
picture painting
novel book
book volume
song track
singer vocalist
actor actress star
movie picture
show program
series show
premiere debut
debut appear
award prize
honor award
winner champion victor
rival opponent
foe opponent
ally partner
teammate colleague
colleague coworker
staff employee worker personnel
personnel staff
chief top
deputy vice
vice assistant
probe inquiry examination
slay kill
perish die
drown die
dead body corpse
massacre killing slaughter
tumble fall plummet
plummet plunge crash
dip fall slip
rocket soar surge
vote election voting
voter electorate
retreat withdraw leave
visit travel
ravage devastate hit destroy
contend maintain argue insist
quran koran
customer patron shopper
gather gathering rally
wary cautious nervous jittery
violent deadly
resign resignation
slam blast criticize lash
mull weigh ponder
nab catch arrest
axe cut scrap
quiz question
ask question
hail praise welcome
endorse back support
snub reject
tumult chaos turmoil
chaos unrest
cargo freight
crew team
squad team
commander leader
founder creator
owner proprietor
buyer purchaser
seller vendor
landlord owner
tenant renter
renovate refurbish restore
repair fix mend
replace swap
gather collect
collect raise
distribute dispense
store stockpile
hoard stockpile
inspect check
monitor observe watch
observer monitor
spy espionage
smuggle traffic
smuggler trafficker
toxic poisonous
contaminate pollute taint
flawed faulty defective
recall withdraw
outage blackout
shortage scarcity lack
famous celebrity
homicide killing
assassinate kill murder
assassination killing murder
perpetrator attacker
custody detention
detention prison
inmate prisoner
parole probation
lawsuit suit litigation
settle settlement
plead plea
testify testimony
swear oath
inaugurate swear
landslide mudslide
cyclone typhoon hurricane
wildfire bushfire
heatwave heat
climate weather
forest woodland
ocean sea
coast shore seaside
shore beach
peak summit
summit meeting
conference meeting summit
mission trip
astronaut cosmonaut
spacecraft spaceship capsule
telescope observatory
discovery finding
vaccine immunization
epidemic outbreak pandemic
disease infection
therapy treatment
drug medication
dose shot
obese overweight
slim thin
smoker smoking
alcohol drinking drink
usage use using
utilize use
pupil schoolchild student
lecturer professor
graduate graduation
scholarship grant
subsidy grant
grant give award
aid relief
charity nonprofit
boycott shun
picket protest
unrest protest
uprising revolt rebellion
coup putsch
junta regime
regime government
monarch king
royal monarchy
faith religion
religious faith
clergy priest
hymn song
concert gig show
festival fest
exhibition show
painting canvas
statue sculpture monument
"""
    + COUNTRIES
)

# Verbs of two words, and one that says the same.
PHRASES = """
kick off:start
carry out:conduct
step down:resign
stand down:resign
hand over:transfer
call for:demand
call off:cancel
take part:participate
pass away:die
shut down:close
set up:establish
blow up:explode
put off:postpone
turn down:reject
take over:acquire
break out:erupt
find out:discover
point out:say
make clear:say
bring down:topple
cut back:reduce
speed up:accelerate
hold talks:talk
team up:join
wipe out:destroy
pull out:withdraw
close in on:near
take aim at:target
look into:investigate
lock up:jail
send off:dispatch
stock up:stockpile
sign up:join
break up:split
let go:fire
get rid of:abolish
rule over:govern
hit back:respond
"""
