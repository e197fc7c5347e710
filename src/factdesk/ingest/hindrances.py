"""Pages that show something else than the article: paywalls, questions about cookies, checks for robots."""

from __future__ import annotations

import re

from factdesk.errors import BadInput
from factdesk.ingest.document import Notice, NotThePage

# A page with more words than this holds more than a notice.
_NOTICE_WORDS = 150
_STUB_WORDS = 400


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns).replace("'", "['’]"), re.IGNORECASE)


# Writings that put no spaces between words: kana, Han, Thai, Lao, Burmese, Khmer. Two signs count as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# The end of a title, or where the name of the site follows.
_END = r"(?:\W*$|:\s|\s+[|–—·•»-]+\s)"
_ROBOT_TITLE = _any(
    r"^\W*(?:just a moment|one moment,? please|please (?:verify|wait)|checking your browser)\b",
    r"^\W*(?:attention required|access denied|403 forbidden|pardon our interruption|ddos.guard)\b",
    r"^\W*(?:are you (?:a )?(?:robot|human)|verify(?:ing)? you are human|robot check)\b",
    r"^\W*(?:security|human|bot) (?:check|verification)\b",
)
_ROBOT = _any(
    r"verify (?:that )?you(?: a|')re (?:not a robot|(?:a )?human)",
    r"checking (?:if|your browser|the site connection)",
    r"unusual (?:traffic|activity) from your",
    r"enable javascript and cookies to continue",
    r"complete the captcha",
    r"press (?:&|and) hold to confirm",
    r"why have i been blocked",
)
_GONE_TITLE = _any(
    r"^\W*(?:error\s*)?(?:404|410)\b",
    rf"^\W*not found{_END}",
    r"^\W*(?:page|article|file|content|story)\s+(?:(?:was|is|could|has been)\s+)?"
    rf"(?:not\s+(?:be\s+)?(?:found|available)|unavailable|removed|no longer (?:available|exists)){_END}",
    r"^\W*(?:oops|sorry)\b.{0,40}(?:not found|can't find|cannot find|doesn't exist)",
    r"^\W*(?:die )?(?:seite|artikel|beitrag|inhalt) (?:(?:wurde|konnte|ist) )?nicht (?:mehr )?"
    rf"(?:gefunden|verfügbar|vorhanden)(?: werden)?{_END}",
    rf"^\W*(?:page|article) (?:introuvable|non trouvée?|inexistante?){_END}",
    rf"^\W*p[áa]gina (?:no (?:encontrada|existe)|não encontrada){_END}",
    rf"^\W*(?:pagina non trovata|pagina niet gevonden){_END}",
)
_GONE = _any(
    r"(?:page|article|story|content)[^.\n]{0,40}(?:could not|can't|cannot|couldn't) be (?:found|displayed)",
    r"(?:page|article|story|content)[^.\n]{0,40}(?:does not|doesn't|no longer) exists?",
    r"(?:page|article|story|content)[^.\n]{0,40}is no longer available",
    r"(?:page|article|story|content)[^.\n]{0,40}has been (?:removed|deleted|moved)",
)
_CONSENT = _any(
    r"before you continue",
    r"we (?:and our \d* ?partners )?(?:value your privacy|use cookies)",
    r"(?:accept|manage) (?:all )?cookies",
    r"your privacy choices",
    r"cookie (?:consent|settings|preferences)",
    r"consent to (?:the )?(?:use|storage|processing)",
    r"\b(?:we|us) and our (?:\d+ )?partners (?:store|use|process|ask)",
    r"\bpartner (?:verwenden|nutzen|setzen) (?:\w+ ){0,2}cookies",
    r"\bwir (?:verwenden|nutzen|setzen) (?:\w+ ){0,2}cookies",
    r"\bnous (?:et nos (?:\d+ )?partenaires )?(?:utilisons|déposons) (?:des|les) cookies",
    r"\b(?:utilizamos|usamos) (?:as |os |las )?cookies",
    r"\b(?:utilizziamo|usiamo) (?:i )?cookie",
    r"\b(?:we|wij) gebruiken cookies",
)
_PAYWALL = _any(
    r"subscribe (?:now )?to (?:continue|keep|read|unlock|get (?:full|unlimited))",
    r"(?:already|existing) (?:a )?(?:subscriber|member)\b",
    r"(?:this|the) (?:article|story|content|post) is (?:only |exclusively |available )*(?:for|to) "
    r"(?:\w+ )?(?:subscribers|members)",
    r"to (?:continue|keep) reading(?: this)?",
    r"(?:you have|you've) (?:read|reached|used)[^.\n]{0,40}free (?:articles?|stories)",
    r"(?:sign|log) in to (?:continue|read)",
    r"subscriber[- ]only",
    r"unlock this (?:article|story)",
    r"register (?:for free )?to (?:continue|read)",
    r"\bnur für (?:\w+ )?(?:abonnent|abonnierende|mitglieder)",
    r"\b(?:bereits|schon) (?:abonnent|ein abo\b)",
    r"\bréservée?s? (?:aux|à nos) abonnés",
    r"\breste \d+ ?% de (?:cet|l')",
    r"\b(?:solo|exclusivo) para suscriptores",
    r"\bpara (?:seguir|continuar) leyendo",
    r"\b(?:exclusivo|só) para assinantes",
    r"\briservat[oia] agli abbonati",
    r"\balleen voor abonnees",
)
_SCRIPT = _any(
    r"(?:enable|turn on|activate|requires?|need) (?:to (?:enable|run) )?java ?script",
    r"java ?script (?:is|must be|to be) (?:required|enabled|disabled)",
)
_BY_HAND = "open it in your browser, save the page (or copy its text) and add that"


BEGINNING = "The page asks its readers to subscribe or sign in: this is probably only the beginning."


def refuse_notices(name: str, title: str, text: str, shown: str) -> None:
    """Raise NotThePage where the page is a notice, BadInput where it has no text without JavaScript.

    `text` is what was taken for the article, `shown` all that the page shows. Only short pages are judged: a
    story may be about robots.
    """
    words, brief = _words(text), f"{text}\n{shown[:3000]}"
    if words > _NOTICE_WORDS:
        return
    if _ROBOT_TITLE.match(title) or (words < _NOTICE_WORDS // 2 and _ROBOT.search(brief)):
        told = f"{name}: the site answered with a check for robots instead of the page; {_BY_HAND}"
        raise NotThePage(told, Notice.ROBOTS)
    if _GONE_TITLE.match(title):
        told = f"{name}: the page says that there is nothing at this address (“{title}”); check the link"
        raise NotThePage(told, Notice.NOTHING)
    if (
        words < _NOTICE_WORDS // 2
        and _words(shown) < 2 * _STUB_WORDS
        and _CONSENT.search(f"{title}\n{text or shown[:3000]}")
    ):
        told = f"{name}: the site asks about cookies before it shows the page; {_BY_HAND}"
        raise NotThePage(told, Notice.COOKIES)
    if words < 25 and _SCRIPT.search(brief):
        raise BadInput(f"{name}: the page shows its text only where JavaScript runs; {_BY_HAND}")
    if not words:
        raise BadInput(f"{name}: no text of an article was found in the page; {_BY_HAND}")


def remarks(title: str, text: str, shown: str, *, not_free: bool) -> list[str]:
    """What a reader should know where the text may not be the whole article."""
    words = _words(text)
    found = []
    if words <= _STUB_WORDS and (_PAYWALL.search(text[-1500:]) or (not_free and _PAYWALL.search(shown))):
        found.append(BEGINNING)
    elif not_free:
        found.append("The publisher marks this page as not free to read: see whether the text is whole.")
    if words <= _NOTICE_WORDS and _GONE.search(f"{title}\n{text}"):
        found.append("The page may say that the article is gone: see whether this is its text.")
    if words < 60 and not found:
        found.append(f"Only {words} words were found: see whether the text is whole.")
    return found


def _words(text: str) -> int:
    """How many words a text has, in writings without spaces about how many."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2
