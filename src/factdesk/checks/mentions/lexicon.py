"""The words that titles, ranks and names are made of, in lower case."""

from __future__ import annotations

from itertools import product

from factdesk.model import Qualifier


def words_in(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# Heads that make an office alone, in any letter case ("president Joe Biden").
STRONG_HEADS = words_in(
    """
    president premier minister secretary chancellor chairman chairwoman chairperson governor mayor
    senator ambassador undersecretary under-secretary taoiseach tánaiste vice-president pope
    congressman congresswoman secretary-general attorney-general director-general governor-general
    solicitor-general prosecutor-general under-secretary-general commander-in-chief
    high-commissioner deputy-president archbishop
    """
)
# Heads that need more beside them when written in lower case ("the army chief", not "director Ann Example").
WEAK_HEADS = words_in(
    """
    chief head leader director chair adviser advisor representative judge justice spokesman
    spokeswoman spokesperson commander speaker administrator commissioner envoy commandant whip
    treasurer comptroller controller prosecutor attorney executive officer ceo cfo coo pm mp king
    queen emperor sultan emir prince princess lady surgeon solicitor inspector auditor postmaster
    consul constable gov sen rep sec pres amb councillor boss czar counselor counsellor negotiator
    superintendent deputy
    """
)
# Offices that the press writes in capital letters, written out.
OFFICES_IN_CAPITALS = {
    "pm": "Prime Minister",
    "dpm": "Deputy Prime Minister",
    "vp": "Vice President",
    "cm": "Chief Minister",
    "dg": "Director General",
    "nsa": "National Security Adviser",
    "eam": "External Affairs Minister",
    "coas": "Chief of Army Staff",
    "cjcsc": "Chairman of the Joint Chiefs of Staff Committee",
    "cds": "Chief of Defence Staff",
    "cjp": "Chief Justice of Pakistan",
    "cji": "Chief Justice of India",
}
HEADS = STRONG_HEADS | WEAK_HEADS | OFFICES_IN_CAPITALS.keys()
PLURALS = {
    "presidents": "President",
    "ministers": "Minister",
    "secretaries": "Secretary",
    "chancellors": "Chancellor",
    "senators": "Senator",
    "governors": "Governor",
    "representatives": "Representative",
    "premiers": "Premier",
    "ambassadors": "Ambassador",
    "mayors": "Mayor",
    "generals": "General",
    "admirals": "Admiral",
}
ABBREVIATED_HEADS = {
    "gov": "Governor",
    "sen": "Senator",
    "rep": "Representative",
    "sec": "Secretary",
    "pres": "President",
    "amb": "Ambassador",
    "lt": "Lieutenant",
}
# "Attorney General" is no general.
BEFORE_GENERAL = words_in(
    """
    attorney secretary surgeon solicitor director governor auditor inspector consul prosecutor
    postmaster comptroller controller advocate procurator
    """
)
# Bare, these are no office: a company's king, a brother's keeper, a first mate.
NEEDS_MODIFIER = {
    "executive": words_in("chief"),
    "officer": words_in("chief executive operating financial medical technology law information"),
    "lady": words_in("first"),
    "prince": words_in("crown"),
    "princess": words_in("crown"),
    "attorney": words_in("district state united u.s us states"),
    "deputy": frozenset[str](),
    "surgeon": frozenset[str](),
    "solicitor": frozenset[str](),
    "inspector": frozenset[str](),
    "auditor": frozenset[str](),
    "postmaster": frozenset[str](),
    "consul": frozenset[str](),
    "justice": words_in("chief associate supreme court"),
}
MONARCHS = words_in("king queen emperor sultan emir pope")
MONARCH_NAMES = words_in(
    """
    charles elizabeth felipe juan willem-alexander maxima abdullah salman mohammed mohamed hamad
    harald carl frederik margrethe philippe albert henri letsie mswati maha vajiralongkorn bhumibol
    naruhito akihito haitham tamim mishal nawaf norodom jigme tupou francis benedict leo john
    beatrix sofia camilla hassan hussein fahd
    """
)
# A state of the union, not the country, when one of these follows.
STATE_HEADS = words_in("senator governor representative congressman congresswoman mayor sen gov rep")

MODIFIERS = words_in(
    """
    prime deputy vice assistant under shadow associate first second third foreign defence defense
    finance interior home justice health education energy oil petroleum trade labour labor economy
    economic environment climate culture agriculture transport transportation treasury commerce
    state press cabinet permanent general chief party opposition majority minority parliamentary
    supreme spiritual executive national federal special high army navy naval military police air
    force forces armed defence-staff intelligence spy security staff joint chiefs house senate
    district external internal affairs exterior public planning information digital technology
    science housing homeland veterans human services urban development budget revenue tax customs
    border immigration central bank reserve union council commission parliament assembly congress
    committee court mission rights space nuclear atomic coast guard marine marines corps ground land
    lieutenant lt managing principal senior top lord co-chair political industry infrastructure
    tourism sports youth social welfare water power railways railway aviation shipping fisheries
    food communications media war peace reform religious family women gender children equality
    strategic northern southern eastern western operations crown communities levelling local
    government business innovation work pensions medical operating financial presidential constitutional
    appeals
    city county regional provincial policy junta rebel campaign humanitarian relief prison fire
    research legal allied election electoral counterterrorism anti-corruption counter-terrorism
    cyber protocol
    """
)
# Neither title nor qualifier: left out of the title's words.
NEUTRAL = words_in(
    """
    new newly democratically recently current currently incumbent sitting embattled longtime
    long-time veteran beleaguered long-serving re-elected elected appointed powerful popular fellow
    hardline left-wing right-wing far-right populist first-term second-term
    billionaire
    """
)
QUALIFIERS = {
    "former": Qualifier.FORMER,
    "ex-": Qualifier.FORMER,
    "ex": Qualifier.FORMER,
    "erstwhile": Qualifier.FORMER,
    "onetime": Qualifier.FORMER,
    "one-time": Qualifier.FORMER,
    "previous": Qualifier.FORMER,
    "ousted": Qualifier.FORMER,
    "deposed": Qualifier.FORMER,
    "toppled": Qualifier.FORMER,
    "retired": Qualifier.FORMER,
    "late": Qualifier.LATE,
    "late-": Qualifier.LATE,
    "then": Qualifier.THEN,
    "then-": Qualifier.THEN,
    "acting": Qualifier.ACTING,
    "interim": Qualifier.INTERIM,
    "caretaker": Qualifier.INTERIM,
    "outgoing": Qualifier.OUTGOING,
    "departing": Qualifier.OUTGOING,
    "incoming": Qualifier.ELECT,
    "next": Qualifier.ELECT,
    "future": Qualifier.ELECT,
    "elect": Qualifier.ELECT,
    "-elect": Qualifier.ELECT,
    "designate": Qualifier.ELECT,
    "-designate": Qualifier.ELECT,
    "nominee": Qualifier.ELECT,
    "-nominee": Qualifier.ELECT,
}
# Nobody is said to hold an office by these.
DOUBTFUL = words_in(
    """
    would-be possible potential likely aspiring prospective self-declared self-proclaimed
    self-styled presumptive candidate contender hopeful aspirant fictional hypothetical rival
    film movie theatre music art
    """
)
AFTER_TITLE_DOUBTFUL = words_in(
    """
    or candidate candidates contender hopeful hopefuls aspirant post role job position seat race
    election elections candidacy office bid debate term salary pick list series department
    """
)
HONORIFICS = words_in(
    """
    mullah maulana ensign cadet midshipman specialist airman seaman trooper private
    ayatollah datuk seri tun tan sri mr mrs ms miss dr sir dame lord lady prof professor hon 
    baroness rev reverend
    """
)

# Words of an organisation in a title; a capitalised one ends a name or keeps one from starting.
ORGANISATION = (MODIFIERS - {"under"}) | words_in(
    """
    secretary nations united kingdom states states' republic european commonwealth agency authority
    bureau board investigation investigations department ministry office university college institute
    company corporation group association federation foundation society international world organization
    organisation fund monetary north south east west democratic republican labour tory exchequer
    veterans' environmental protection management member members ranking
    personnel administration small drug trust reserve
    system lords commons representatives deputies duma knesset bundestag parliament's cyber
    cybersecurity embassy consulate
    domestic policy advisers democrats republicans conservative conservatives liberal liberals
    punjab sindh balochistan khyber pakhtunkhwa kp gilgit-baltistan
    service relations cooperation
    co-operation integration resources natural mines minerals steel fuel command regiment division
    brigade fleet squadron general’s pacific indo-pacific central africa intelligence headquarters
    guards revolutionary resistance liberation movement front alliance arab league         """
)
# A capitalised run with one of these is a place, a firm or a thing, not a person.
NOT_A_PERSON = words_in(
    """
    motors electric assembly league leagues
    exchange mills dynamics hospital election elections manager practitioner
    data synod atomics fiasco tower towers airport library building avenue street road award prize
    university school foundation series council department ministry office committee party bank inc
    corp corporation ltd llc plc agency house court news times post cup hotel island islands museum
    park square station stadium theatre theater center centre church cathedral college institute
    club problem eye america insurance punishment sanders crunch marvel association union trust
    society session sessions summit conference treaty act bill report review strategy policy plan
    programme program initiative project campaign awards medal order day week month year pool guard
    staff studies affairs administration government cabinet parliament congress senate force forces
    army navy fleet command guild bridge dam valley river county city town district province
    republic kingdom empire dynasty band orchestra festival film movie song album magazine journal
    gazette tribune herald telegraph guardian press media network television radio broadcasting
    services service system systems technologies technology group holdings capital partners
    industries international airlines railway hearing briefing statement remarks proclamation title
    debate speech address meeting tour visit nature provisions counsel extraordinary emeritus
    administrative conflict coordinator directorate liaison subcommittee terrorism coalition asia
    asian europe european africa african american americas americans atlantic fellow use vehicle
    motor communication communications caucus transition tool forum institutions economies justices
    judges chiefs directors leaders members member ranking advisory engineer information officer
    officers orders number
    """
)
STOP_CAPITALS = words_in(
    """
    the a an this that these those he she it they we you i his her its their our my who what when
    where why how and but or nor so yet if in on at of for with from to by as about after before
    during since until under over into through between among against despite while although because
    meanwhile however also then now today tomorrow yesterday tonight there here not no yes both
    either neither each every all some any many most more such only even just still once again
    according additionally moreover furthermore besides instead later earlier recently earlier-this
    last next first is are was were be been being has have had do does did will would can could
    should may might must shall said says told asked met thank thanks please dear welcome yours
    sincerely regards good monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december mon tue tues wed thu thurs fri
    sat sun jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr via per amid amidst
    following including joining alongside like unlike upon within without toward towards up down out
    off than whether though unless
    """
)
# First names that are countries, too.
NAME_AND_COUNTRY = words_in("israel chad jordan georgia kenya india malta guinea ireland cyprus austin")
STATE_OR_COUNTRY = words_in("georgia")
PLACE_PREFIXES = words_in(
    """
    new san los saint st north south west east el las great hong upper lower santa port cape fort
    """
)
DIRECTIONS = words_in(
    """
    north south east west northern southern eastern western central upper lower great gulf
    """
)
METONYMS = words_in(
    """
    pentagon kremlin white house downing street whitehall élysée elysée elysee washington moscow
    beijing london paris berlin kyiv kiev islamabad rawalpindi delhi tokyo brussels ankara tehran
    jerusalem bundeswehr bundestag bundesbank knesset duma
    """
)
PARTICLES = words_in(
    """
    de del della da dos das do di van von der den ter ten bin ibn bint al el la le du ul ur zu af
    """
)
SUFFIXES = words_in("jr sr ii iii iv")
NUMERALS = words_in("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii")
SERVICES = words_in("army navy naval air force marine marines corps coast guard space irgc isi")

NICKNAMES = {
    "joe": "joseph",
    "bob": "robert",
    "rob": "robert",
    "bill": "william",
    "will": "william",
    "jim": "james",
    "tony": "antony",
    "anthony": "antony",
    "mike": "michael",
    "chuck": "charles",
    "cq": "charles",
    "dan": "daniel",
    "dave": "david",
    "tom": "thomas",
    "ed": "edward",
    "ted": "edward",
    "liz": "elizabeth",
    "nick": "nicholas",
    "steve": "steven",
    "pete": "peter",
    "tim": "timothy",
    "jake": "jacob",
    "ben": "benjamin",
    "bibi": "benjamin",
    "kate": "katherine",
    "sam": "samuel",
    "mitch": "mitchell",
    "andy": "andrew",
    "alex": "alexander",
    "volodymyr": "volodymyr",
    "vlad": "vladimir",
    "ron": "ronald",
    "don": "donald",
    "ken": "kenneth",
    "greg": "gregory",
    "larry": "lawrence",
    "jeff": "jeffrey",
    "matt": "matthew",
    "chris": "christopher",
    "jd": "james",
}

_RANKS = [
    "senior general",
    "general of the army",
    "lieutenant general",
    "major general",
    "brigadier general",
    "colonel general",
    "general",
    "brigadier",
    "field marshal",
    "air chief marshal",
    "air marshal",
    "air vice marshal",
    "chief air marshal",
    "marshal",
    "air commodore",
    "group captain",
    "wing commander",
    "squadron leader",
    "lieutenant colonel",
    "colonel",
    "major",
    "captain",
    "first lieutenant",
    "second lieutenant",
    "lieutenant commander",
    "lieutenant",
    "fleet admiral",
    "vice admiral",
    "rear admiral",
    "admiral",
    "commodore",
    "commander",
    "chief master sergeant",
    "command sergeant major",
    "sergeant major",
    "staff sergeant",
    "master sergeant",
    "sergeant",
    "lance corporal",
    "corporal",
]
_RANK_WORDS = {
    "general": ("gen",),
    "lieutenant": ("lt", "lieut"),
    "major": ("maj",),
    "brigadier": ("brig",),
    "colonel": ("col",),
    "captain": ("capt",),
    "commander": ("cmdr", "cdr"),
    "admiral": ("adm",),
    "sergeant": ("sgt",),
    "corporal": ("cpl",),
}


def _rank_spellings() -> dict[tuple[str, ...], str]:
    """Every way to write a rank, as words, with the rank written out."""
    spellings: dict[tuple[str, ...], str] = {}
    for rank in _RANKS:
        name = " ".join(word if word in ("of", "the") else word.capitalize() for word in rank.split())
        for words in product(*((word, *_RANK_WORDS.get(word, ())) for word in rank.split())):
            spellings[words] = name
    return spellings


RANKS = _rank_spellings()
RANK_STARTS = frozenset(words[0] for words in RANKS)
RANK_TOKENS = frozenset(word for words in RANKS for word in words) - {
    "of",
    "the",
    "first",
    "second",
    "air",
    "wing",
}
# Lower-case ranks are read only where they say who somebody is ("was promoted to field marshal").
SPOKEN_RANKS = frozenset(
    {"Field Marshal", "General", "Lieutenant General", "Major General", "Admiral", "Brigadier"}
)
TITLE_WORDS = HEADS | BEFORE_GENERAL | PLURALS.keys()
RANK_PLURALS = frozenset(("generals", "admirals"))
# Short for an office or else another word ("rep", "queen").
CAPITAL_HEADS = words_in("gov sen rep sec pres amb king queen mp")
# Before another head these are part of its title.
BEFORE_HEADS = words_in("chief deputy executive attorney lady head leader officer")
# Heads that are surnames, too ("Chief Judge" is a title, "Stephen King" a name).
SURNAME_HEADS = words_in("king")
# Words of titles that are surnames, too, where a first name stands before them.
SURNAMES = words_in(
    "king bishop pope major judge dean prince may march marshal chancellor price lord head power "
    "work steel grey"
)
ACRONYMS = words_in("un eu us uk nato who imf fbi cia nsa wto ecb dod un eu au")
