"""Finds what a name shows of its type without context: "Harbor County Commission", "K.C. Reyes", "QX-7"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.annotate.entities.clusters.evidence.evidence_words import evidence_words
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names

COMPASS = frozenset(
    point + ending
    for point in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central")
    for ending in ("", "ern")
)
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")  # K.C. Reyes
MIDDLE_INITIAL = re.compile(r"[^\W\d_]+ [A-Z]\. [A-Z]")  # Ana B. Reyes
HYPHENATED_GIVEN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+[-‑][a-z]+")  # Lam Su-jin
DOUBLE_SURNAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+[-‑][^\W\d_a-z][^\W\d_A-Z]+")  # Díaz-Canel
TOWN = re.compile(
    r"""(?xi)
    \w{3,20} (?:
      ville | burgh? | minster | borough | mouth | chester | stead | ford | wick | bury | dale | shire   # Velmarshville
    | strasse | straße | stadt | berg | dorf | heim | hausen | kirchen | dorp | fontein | kloof          # Velstadt
    | grad | ivka | polis | istan | abad | pura?m? | nagar | garh | ganj | gunj | patnam | halli | palli  # Velpur
    | zhou | shan | jiang                                                                              # Quizhou
    )
    """
)
SURNAME = re.compile(
    r"""(?xi)
    \w{3,20} (?:
      [oe]vi?ch | [oe]vna | [oe]va? | enko | sky[iy]? | skiy? | ska | wicz | ić      # Quillenko
    | shvili | [ai]dze | yan | oğlu | oglu | zadeh? | escu | poulos | akis           # Quilloglu
    | sson | dottir | ullah | uddin | ullahi                                          # Quillullah
    )
    """
)
CODE = re.compile(r"[A-Z]{1,4}-\d+[A-Z]?")  # QX-7
ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}|[A-Z]&[A-Z]")
CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z][\w]*|[a-z]+[A-Z]\w*")
SITE = re.compile(r"(?i)[\w.-]+\.(?:com|org|net|co|io|tv|ng|in|uk|ph|za|news)(?:\.[a-z]{2})?")
ARTICLES = frozenset(["la", "el", "los", "las", "le", "les", "il", "lo"])
ARTICLES_INSIDE = frozenset(["the", "our"])
ARABIC_ARTICLE = re.compile(r"(?i)(?:al|el|ul|ad|as|ar|an|at|az|ash)[-‑]")
PLAIN = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z][^\W\d_A-Z]+){1,2}")


SURNAME_PREFIXES = ("Mc", "Mac", "De", "Di", "La", "Le", "O")  # McQuill
LONGEST_PERSON = 5  # words


@dataclass(frozen=True)
class _Name:
    """A name as it is written, and the words of its folded form."""

    text: str
    words: Sequence[str]
    gazetteer: Gazetteer


Predicate = Callable[[_Name], bool]


@lru_cache(maxsize=4096)  # an article repeats its names
def name_signs(text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Returns the names of the signs of one form of a name.

    >>> from transforms.annotate.entities.clusters.evidence.evidence_words import evidence_words
    >>> from transforms.annotate.entities.lexicon.gazetteer import gazetteer
    >>> name_signs("Harbor County Commission", gazetteer(()))
    ('name: head organization',)
    """
    name = _Name(text, folded(text).split(), gazetteer)
    decisive = next(_decisive(name), None)
    if decisive is not None:
        return (f"name: {decisive}",)
    return tuple(f"name: {sign}" for sign in (_of_one_word(name) if len(name.words) == 1 else _of_several_words(name)))


def _decisive(name: _Name) -> Iterator[str]:
    """Yields signs that need no others, the first of which counts."""
    alias = name.gazetteer.alias_of(name.text)
    if alias is not None and alias.type is not None:
        yield f"{'user' if alias.own else 'alias'} {alias.type}"
    kind = name.gazetteer.types.get(" ".join(name.words))
    if kind is not None and name.text not in well_known_names().ambiguous:
        yield f"listed {kind}"
    if CODE.fullmatch(name.text):
        yield "code"
    if len(name.words) > 1:
        yield from _by_head_noun(name)
        if len(name.words) > 2 and name_lists().type_of_noun_before.get(name.words[1]) == "product":
            yield "head product"  # a class of vehicle in two words: Space Shuttle Meridian


def _by_head_noun(name: _Name) -> Iterator[str]:
    """By a head noun at the end or before "of": Harbor Council, University of Harbor. A surname may be one: Ana Hill."""
    words, lists = name.words, name_lists()
    heads = {words[-1], words[words.index("of") - 1]} if "of" in words[1:] else {words[-1]}
    if words[-1] in lists.heads["place"] and _ends_after_article(words):
        heads.discard(words[-1])
    kind = next((kind for kind, nouns in lists.heads.items() if not heads.isdisjoint(nouns)), None)
    if kind is None:
        return
    may_be_person = lists.is_given_name(words[0]) and len(words) < 4 and words[-1] in lists.surname_heads
    yield f"head {kind} or surname" if may_be_person else f"head {kind}"


def _ends_after_article(words: Sequence[str]) -> bool:
    """Whether the last word is not the head, because an article stands before it: Keepers of the Coast."""
    return not ARTICLES_INSIDE.isdisjoint(words[-3:-1])


def _is_place(name: _Name, words: str) -> bool:
    return name.gazetteer.types.get(words) == "place"


def _ends_as_surname(name: _Name) -> bool:
    return name.words[-1] in name_lists().surnames or SURNAME.fullmatch(name.text.split()[-1]) is not None


def _begins_as_given(name: _Name) -> bool:
    return name_lists().is_given_name(name.words[0])


def _ends_as_given(name: _Name) -> bool:
    return name_lists().is_given_name(name.words[-1])


def _begins_as_surname(name: _Name) -> bool:
    return name.words[0] in name_lists().surnames and not _begins_as_given(name)


def _has_particle(name: _Name) -> bool:
    particles = name_lists().particles
    return not particles.isdisjoint(name.words[1:-1]) and name.words[0] not in particles


def _has_inside(kind: str) -> Predicate:
    return lambda name: not name_lists().heads[kind].isdisjoint(name.words[:-1])


def _has_digits(name: _Name) -> bool:
    return any(map(str.isdecimal, name.text))


def _has_digits_inside(name: _Name) -> bool:
    """Whether another word than the first has digits: "Quill Maxi 9", but not a time of day before a name, "18.40 Quill"."""
    return any(map(str.isdecimal, name.text.partition(" ")[2]))


def _has_acronym(name: _Name) -> bool:
    if name.text.isupper() or INITIALS.match(name.text):
        return False
    return any(map(ACRONYM.fullmatch, name.text.split()))


def _has_arabic_article(name: _Name) -> bool:
    """Whether a name begins with "Al", or with another form of this article and a hyphen: "El-Quill"."""
    return name.words[0] == "al" or ARABIC_ARTICLE.match(name.text) is not None


def _is_given_name_of(name: _Name) -> bool:
    return _begins_as_given(name) and len(name.words) == 3 and name.words[1] == "of"


def _is_camel(name: _Name) -> bool:
    return CAMEL.fullmatch(name.text) is not None and not name.text.startswith(SURNAME_PREFIXES)


def _types(kind: str | None) -> tuple[str, ...]:
    return (kind,) if kind is not None else ()


# The signs of a name of one word; of one that may be a person's; of any name of several words.
ONE_WORD: Mapping[str, Predicate] = {
    "digits": _has_digits,
    "camel": _is_camel,
    "given name alone": _begins_as_given,
    "surname alone": lambda name: name.words[0] in name_lists().surnames,
    "ending of a surname": lambda n: n.words[0] not in name_lists().surnames and bool(SURNAME.fullmatch(n.text)),
    "ending of a town": lambda name: TOWN.fullmatch(name.text) is not None,
    "in capitals": lambda name: name.text.isupper() and len(name.text) > 3,
}
PERSON: Mapping[str, Predicate] = {
    "given name and surname": lambda name: _begins_as_given(name) and _ends_as_surname(name),
    "given name": lambda name: _begins_as_given(name) and not _ends_as_surname(name),
    "surname": lambda name: not _begins_as_given(name) and _ends_as_surname(name),
    "middle given name": lambda name: any(map(name_lists().is_given_name, name.words[1:-1])),
    "surname first": lambda name: _begins_as_surname(name) and _ends_as_given(name),
    "given name last": lambda n: _ends_as_given(n) and not _begins_as_given(n) and not _begins_as_surname(n),
    "surname before other words": lambda n: _begins_as_surname(n) and not _ends_as_given(n) and not _ends_as_surname(n),
    "honorific": lambda name: name.words[0] in name_lists().honorifics,
    "initials": lambda name: bool(INITIALS.match(name.text) or MIDDLE_INITIAL.match(name.text)),
    "particle after given name": lambda name: _has_particle(name) and _begins_as_given(name),
    "particle": lambda name: _has_particle(name) and not _begins_as_given(name),
    "hyphenated given name": lambda name: HYPHENATED_GIVEN_NAME.fullmatch(name.text) is not None,
    "double surname": lambda name: DOUBLE_SURNAME.fullmatch(name.text.split()[-1]) is not None,
}
SEVERAL_WORDS: Mapping[str, Predicate] = {
    "romance article": lambda name: name.words[0] in ARTICLES and not _has_arabic_article(name),
    "arabic article": _has_arabic_article,
    "compass": lambda name: not COMPASS.isdisjoint((name.words[0], name.words[-1])),
    "digits": _has_digits_inside,
    "conjunction": lambda name: " & " in name.text or " and " in name.text,
    "small word": lambda name: " for " in name.text or " in " in name.text,
    "given name of": _is_given_name_of,
    "of": lambda name: " of " in name.text and not _is_given_name_of(name),
    "organization word inside": _has_inside("organization"),
    "place word inside": _has_inside("place"),
    "begins with a place": lambda name: _is_place(name, name.words[0]),
    "ends with a place": lambda name: _is_place(name, name.words[-1]),
    "ending of a town": lambda name: TOWN.fullmatch(name.text.split()[-1]) is not None,
    "acronym inside": _has_acronym,
    "plain words": lambda name: PLAIN.fullmatch(name.text) is not None,
    "long": lambda name: len(name.words) > 3,
}


def _of_one_word(name: _Name) -> Iterator[str]:
    yield from (f"ambiguous {kind}" for kind in _types(name.gazetteer.types.get(name.words[0])))
    if ACRONYM.fullmatch(name.text):
        yield "capitals"
        return
    yield from (sign for sign, holds in ONE_WORD.items() if holds(name))


def _of_several_words(name: _Name) -> Iterator[str]:
    if SITE.fullmatch(name.text):
        yield "site"
        return
    lists, words = name_lists(), name.words
    first = None if _has_arabic_article(name) else lists.type_of_first_word.get(words[0])
    yield from (f"ambiguous {kind}" for kind in _types(name.gazetteer.types.get(" ".join(words))))
    yield from (f"first word {kind}" for kind in _types(first))
    if not _ends_after_article(words):
        yield from (f"last word {kind}" for kind in evidence_words().last_words.get(words[-1], ()))
    yield from (sign for sign, holds in SEVERAL_WORDS.items() if holds(name))
    if len(words) <= LONGEST_PERSON and first is None and words[0] not in ARTICLES and " of " not in name.text:
        yield from (sign for sign, holds in PERSON.items() if holds(name))
