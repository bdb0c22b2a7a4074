"""Detects the language of a text: the language that its page declares, unless the text is clearly in another one."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.text import LONE_SURROGATE

MAX_CHARACTERS = 2000  # that the detector reads: enough to be sure, and a long article takes no more time than a short one
MIN_LETTERS = 60  # in a shorter text the detector is no more reliable than the page's declaration
MIN_LETTER_SHARE = 0.3  # of the characters: tables and scores are in no language
# The probability from which the detected language counts more than the declared one: some templates declare every page "en".
MIN_PROBABILITY = 0.95

# Languages that are written in Latin letters. A text in other letters is in none of them, whatever its page declares.
LATIN = frozenset(
    re.findall(
        r"\w+",
        "af ca cs cy da de en es et eu fi fil fr ga gl hr hu id is it lb lt lv ms mt nl no pl pt ro sk sl sq sv sw tr vi",
    )
)

TAG = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", re.S)
# Code in page tags → the detector's code for the same language.
CODE_ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil"}


def detect(text: str, hint: str | None = None) -> str | None:
    """Returns the language as a two-letter code (three letters if there is no shorter one), or None when it is unknown.

    `hint` is the tag of the page or feed, e.g. `en-GB`. It decides when the text is short or the detector is unsure, unless the
    letters contradict it: a text in Arabic or Cyrillic letters is not English.

    >>> detect("Der Rat hat am Montag beschlossen, dass die Brücke im Sommer gesperrt wird und im Herbst öffnet.", "en")
    'de'
    >>> detect("OK.", "en-GB")
    'en'
    """
    hinted = code(hint)
    head = text[:MAX_CHARACTERS]
    letters = sum(map(str.isalpha, head))
    if hinted in LATIN and sum(map(_is_latin, head)) * 2 < letters:
        hinted = None
    if letters < MIN_LETTERS or letters < MIN_LETTER_SHARE * len(head):
        return hinted
    language, probability = _identifier().classify(LONE_SURROGATE.sub(" ", head))
    language = CODE_ALIASES.get(language, language)
    return str(language) if hinted is None or probability >= MIN_PROBABILITY else hinted


def code(tag: str | None) -> str | None:
    """Returns the language code of a tag: `en-GB` → `en`; None for a string that is not a language tag.

    >>> code("pt_BR"), code("nb-NO"), code("x-default")
    ('pt', 'no', None)
    """
    match = TAG.match(tag or "")
    if match is None:
        return None
    language = match[1].lower()
    return CODE_ALIASES.get(language, language)


def _is_latin(character: str) -> bool:
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character < "\u1f00")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
