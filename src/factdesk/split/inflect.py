"""Finite forms of English verbs, for clauses that the text gives with an -ing form."""

from __future__ import annotations

_IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        line.split()
        for line in """be was been
become became become
begin began begun
break broke broken
bring brought brought
build built built
buy bought bought
catch caught caught
choose chose chosen
come came come
cost cost cost
cut cut cut
deal dealt dealt
die died died
do did done
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
feel felt felt
fight fought fought
find found found
fly flew flown
forget forgot forgotten
forgive forgave forgiven
get got got
give gave given
go went gone
grow grew grown
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
lie lay lain
lose lost lost
make made made
mean meant meant
meet met met
overcome overcame overcome
pay paid paid
put put put
quit quit quit
read read read
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shoot shot shot
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
sleep slept slept
speak spoke spoken
spend spent spent
spread spread spread
stand stood stood
steal stole stolen
strike struck struck
swear swore sworn
swim swam swum
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
tie tied tied
understand understood understood
wear wore worn
win won won
withdraw withdrew withdrawn
write wrote written""".splitlines()
    )
}


def past(lemma: str, ing: str) -> str:
    """The past of a verb; `ing` is its -ing form, which shows a doubled consonant (planning, planned)."""
    return _IRREGULAR[lemma][0] if lemma in _IRREGULAR else _regular(ing)


def participle(lemma: str, ing: str) -> str:
    """The past participle, from the lemma and the -ing form."""
    return _IRREGULAR[lemma][1] if lemma in _IRREGULAR else _regular(ing)


def present(lemma: str, plural: bool) -> str:
    """The simple present of the third person."""
    if lemma in {"be", "have"}:
        return {"be": ("is", "are"), "have": ("has", "have")}[lemma][plural]
    if plural:
        return lemma
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def _regular(ing: str) -> str:
    stem = ing.removesuffix("ing")
    if stem.endswith("ee"):
        return stem + "d"
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in "aeiou" else stem + "ed"


def base(form: str) -> str:
    """The lemma of an irregular past or participle in lower case; any other word as it is."""
    return _BASES.get(form, form)


def is_participle(form: str) -> bool:
    """Whether a word in lower case can be an irregular past participle."""
    return form in _PARTICIPLES


_PARTICIPLES = frozenset(participle for _, participle in _IRREGULAR.values())
_BASES = {form: lemma for lemma, forms in _IRREGULAR.items() for form in forms}
