"""What decides about full stops in languages other than English: abbreviations, and numbers written "3."."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """The words after which a full stop binds, and whether a number with a stop is an ordinal ("3. Mai")."""

    binding: frozenset[str] = frozenset()
    ordinals: bool = False


_ORDINALS = "de da nb nn no fi cs sk hu pl tr hr sl sr bs et lv lt is eu lb fo"
_EAST_SLAVIC = """млн млрд трлн тис тыс им ім ул вул обл респ проф акад доц ген полк подп кап лейт св см ср
    напр стор пос рис табл род ок чел"""
_NORDIC = (
    "dr prof nr ca kl st fr hr mio mia mrd mdr jf pkt bl.a t.ex f.d t.o.m s.k d.v.s f.eks m.fl e.kr f.kr dvs"
)
_BINDING = {
    "de": """bzw ca mrd mio tsd nr str hl evtl ggf inkl exkl vgl dipl hr hrn fr frl st jh jhd jhdt geb gest
        chr abs bd bspw allg bzgl co dt ehem eigtl einschl engl franz gegr gez insb jr kath
        lat max min mind od röm sog stellv tägl tel ugs urspr verh vorm zzgl art ziff std anm
        aufl hrsg abb tab""",
    "fr": """m mm mme mmes mlle mlles mgr me dr pr prof st ste av apr env cf pp vol chap art tél éd ex fig
        janv févr juil sept oct nov déc boul bd hab j.-c""",
    "es": """sr sra srta sres sras dr dra dña prof gral cnel tte cap avda av art núm pág págs vol fig ej
        hab aprox lic ing arq mons pte ud uds vd vds sto sta fco gob ee p.ej a.c d.c""",
    "it": """sig sigg sig.ra dott dott.ssa prof prof.ssa avv ing arch geom on rag gen col cap mons ss art
        artt pag pagg vol fig tel km mln mld""",
    "pt": """sr sra srs dr dra prof profa eng arq exmo exma ilmo gen cel cap art pág págs vol fig núm av
        séc aprox p.ex ltda""",
    "nl": """dhr mevr mw dr drs ir ing mr prof ds jhr mgr st nr blz vol fig bijv bv ca circa jl ll mln mld""",
    "pl": """ul al pl dr prof mgr inż hab płk gen kpt por ppłk mjr ks bp abp św nr str tj tzn np im red tys
        mln mld zm godz ok m.in""",
    "cs": """např tzv tj str sv pí dr prof doc ing mgr bc mudr judr phdr gen plk kpt por mil mld mln tis ul
        nám kap obr čl odst mj cca""",
    "tr": "dr prof doç yrd av sn cad sok mah gen alb yb bnb örn bkz yy tel apt m.ö m.s",
    "fi": "esim ns mm nk eaa ks klo prof tri dr puh nro mrd milj toim",
    "ru": _EAST_SLAVIC + " т.е т.к т.н т.д т.п н.э и.о",
    "uk": _EAST_SLAVIC + " т.зв напр",
    "be": _EAST_SLAVIC,
    "sv": _NORDIC,
    "da": _NORDIC,
    "nb": _NORDIC,
    "no": _NORDIC,
    "hi": "डॉ प्रो मि श्री श्रीमती रु सं",
    "id": "dr prof ir hj rp no jl yth tgl tbk drs nn ny",
}


def tongue_of(code: str) -> Tongue | None:
    """The rules of a language by its code; None for English, which has more of its own."""
    if code == "en":
        return None
    return Tongue(frozenset(_BINDING.get(code, "").split()), code in _ORDINALS.split())
