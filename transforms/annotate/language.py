"""Detects the language of a text: the one that its page declares, unless the text is clearly in another."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.text import LONE_SURROGATE

LOOKED_AT = 2000  # characters: enough to be sure, and a long article costs no more than a short one
SHORTEST = 60  # letters; of a shorter text the guess is worth no more than the page's declaration
LEAST_LETTERS = 0.3  # of the characters: tables and scores are in no language
# The probability from which the guess beats the page. Templates declare every page "en"; few texts are in doubt.
CLEAR = 0.95

# Languages in Latin letters: no text in other letters is in one of them, whatever its page says.
LATIN = frozenset(
    re.findall(
        r"\w+",
        "af ca cs cy da de en es et eu fi fil fr ga gl hr hu id is it lb lt lv ms mt nl no pl pt ro sk sl sq sv sw tr vi",
    )
)

TAG = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", re.S)
# Languages that page tags and the detector call by different codes.
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil"}


def detect(text: str, hint: str | None = None) -> str | None:
    """The language as a two-letter code (three where there is no shorter), or None when neither text nor hint shows it.

    `hint` is the tag of the page or feed, e.g. `en-GB`. It wins over a short text and over a doubtful one, but not over the
    letters: a text in Arabic or Cyrillic letters is not English.

    >>> detect("Der Rat hat am Montag beschlossen, dass die Brücke im Sommer gesperrt wird und im Herbst öffnet.", "en")
    'de'
    >>> detect("OK.", "en-GB")
    'en'
    """
    hinted = code(hint)
    head = text[:LOOKED_AT]
    letters = sum(map(str.isalpha, head))
    if hinted in LATIN and sum(map(_is_latin, head)) * 2 < letters:
        hinted = None
    if letters < SHORTEST or letters < LEAST_LETTERS * len(head):
        return hinted
    language, probability = _identifier().classify(LONE_SURROGATE.sub(" ", head))
    language = SAME.get(language, language)
    return str(language) if hinted is None or probability >= CLEAR else hinted


def code(tag: str | None) -> str | None:
    """The language of a tag: `en-GB` → `en`; None for a string that is no tag.

    >>> code("pt_BR"), code("nb-NO"), code("x-default")
    ('pt', 'no', None)
    """
    match = TAG.match(tag or "")
    if match is None:
        return None
    language = match[1].lower()
    return SAME.get(language, language)


def _is_latin(character: str) -> bool:
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character < "\u1f00")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
