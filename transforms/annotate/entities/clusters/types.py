"""One type an entity, by weighed evidence: a majority of the model's labels is worse than the model's first guess."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.known_names import Known
from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.human import shown_human
from transforms.annotate.entities.names.named import AGES, NAME_TAGS, SUBJECTS, Named
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

QUOTES = frozenset("\"“‘'«")
WHERE = frozenset(["in", "near", "across", "throughout", "outside", "around"])
WHITHER = frozenset(["at", "to", "from"])
COMPASS = frozenset(
    way + end for way in ("north", "south", "east", "west", "northeast", "northwest", "southeast") for end in ("", "ern")
)
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")  # K.C. Reyes
PEOPLES_SHAPE = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+[-‑][a-z]+")  # Lam Su-jin
TOWN = re.compile(r"(?i)\w{3}(?:ville|burgh|strasse|straße|istan|abad|grad|shire|stadt|berg|polis)")
CODE = re.compile(r"[A-Z]{1,4}-\d+[A-Z]?")  # QX-7
ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}")

# How much each sign speaks for each type. Signs are counted over all mentions, and each further one of a kind says less
# than the one before (log2(1 + n)): twenty wrong labels of one name are one mistake made twenty times.
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "label person": {"person": 1.0},
    "label organization": {"organization": 0.85},
    "label place": {"place": 1.0},
    "label group": {"group": 1.6},
    "label event": {"event": 1.4},
    "label work": {"work": 1.2},
    "label product": {"product": 1.2},
    "label law": {"law": 1.2},
    "label other": {"other": 0.8},
    "long person": {"person": 0.8},  # the model is surer of names of several words
    "title": {"person": 2.6},
    "noun": {"person": 1.6},  # "designer Quillbrandt"
    "age": {"person": 3.0},
    "speaks": {"person": 0.6},
    "human": {"person": 1.6},
    "kin": {"person": 1.2},
    "where": {"place": 1.1},
    "whither": {"place": 0.35},
    "state follows": {"place": 2.5},
    "the": {"person": -1.5, "organization": 0.5, "place": -0.8},
    "of": {"person": -1.2, "organization": 0.4},  # "Ana Brandt of Civic Hope"
    "led": {"person": 1.5},
    "called work": {"work": 3.0},
    "called organization": {"organization": 2.0},
    "called place": {"place": 2.0},
    "called product": {"product": 2.0},
    "members": {"organization": 0.8, "person": -0.3},
    "found person": {"person": 1.5},
    "found organization": {"organization": 1.5},
    "found place": {"place": 1.2},
    "found work": {"work": 1.5},
    "found product": {"product": 2.5},
    "found group": {"group": 1.6},
    "found event": {"event": 2.0},
    "found law": {"law": 2.0},
    "found other": {"other": 0.4},
}


def signs(words: Words, name: Named) -> Iterator[str]:
    """What one place in the text says: the model's label, a title before, an age after, `said`, `in`."""
    first, last = name[:2]
    if not name.carried:
        yield f"{'found' if name.found else 'label'} {name.kind}"
        if name.kind == "person" and last - first > 1 and not name.found:
            yield "long person"
    before = words.form[first - 1] if first else ""
    lower = before.lower()
    if lower in lists().titles and (before[0].isupper() or last - first > 1):
        yield "title"
    elif lower in WHERE:
        yield "where"
    elif lower == "the":
        yield "the"
    elif lower == "of" and first > 1:
        if words.form[first - 2].lower() in lists().members:
            yield "members"
        elif words.tag[first - 2] in NAME_TAGS and words.form[first - 2].lower() not in lists().ending_words:
            yield "of"
    else:
        if lower in WHITHER:
            yield "whither"
        elif before.islower() and words.dep[first - 1] == "compound" and lower in person_words():
            yield "noun"
        called = words.form[first - 2].lower() if before in QUOTES and first > 1 else lower
        if called in lists().called_a and (last - first > 1 or before not in QUOTES):
            yield f"called {lists().called_a[called]}"
    if last + 1 < len(words):
        after, then = words.form[last], words.form[last + 1]
        if after == "," and then.isdecimal() and int(then) in AGES:
            yield "age"
        elif after == "," and words.tag[last + 1] in NAME_TAGS and then in _states():
            yield "state follows"
        elif lower == "the" and last - first == 1 and after in lists().led:
            yield "led"
        elif after in ("'s", "’s", "'", "’") and then.lower() in lists().kin:
            yield "kin"
    if words.dep[last - 1] in SUBJECTS and words.form[words.head[last - 1]].lower() in reporting_verbs().person_subject:
        yield "speaks"
    if shown_human(words, name) >= 1:
        yield "human"


def weighed(signs: Counter[str], forms: Iterable[str], known: Known) -> dict[str, float]:
    """How much speaks for each type. `forms`: as they stand in the text."""
    out: dict[str, float] = {}
    # one sign alone does not make a town a person: "Delta is big. He was tired."
    unsure = signs["human"] == 1 and signs["label place"] > 0
    for sign, n in signs.items():
        for kind, weight in WEIGHTS[sign].items():
            weight *= 0.6 if unsure and sign == "human" else 1.0
            out[kind] = out.get(kind, 0.0) + weight * log2(1 + n)
    best: dict[str, float] = {}
    for form in forms:
        for kind, weight in of_name(form, known).items():
            best[kind] = max(best.get(kind, -9.0), weight)
    for kind, weight in best.items():
        out[kind] = out.get(kind, 0.0) + weight
    return out


def of_name(name: str, known: Known) -> dict[str, float]:
    """What the name itself says of its type.

    >>> from transforms.annotate.entities.lexicon.known_names import known
    >>> of_name("Harbor County Commission", known(())), of_name("Maria Reyes", known(()))
    ({'organization': 5.0}, {'person': 3.0})
    """
    word_lists, forms = lists(), folded(name).split()
    alias = known.alias(name)
    if alias and alias.type:
        return {alias.type: 99.0 if alias.own else 12.0}
    listed = known.types.get(" ".join(forms))
    if listed:
        return {listed: 2.0 if name in word_lists.doubtful else 6.0}
    if CODE.fullmatch(name):
        return {"product": 3.0, "person": -2.0}
    if len(forms) == 1:
        return _of_word(name, forms[0])
    # "University of X", "Bank of X": the head stands first
    heads = {forms[-1], forms[forms.index("of") - 1]} if "of" in forms[1:] else {forms[-1]}
    given = word_lists.is_given(forms[0])
    for kind, endings in word_lists.endings.items():
        if heads & endings:
            return (
                {kind: 5.0}
                if not (given and len(forms) < 4 and forms[-1] in word_lists.surnames)
                else {kind: 1.5, "person": 1.5}
            )
    if forms[0] in word_lists.beginnings:
        return {word_lists.beginnings[forms[0]]: 2.5}
    if " ".join(forms[:2]) == "space shuttle":
        return {"product": 6.0}
    if forms[0] in COMPASS or forms[-1] in COMPASS:
        return {"place": 2.0}
    if 2 <= len(forms) <= 4 and (given or INITIALS.match(name)) and "of" not in forms:
        return {"person": 3.0}
    if given and len(forms) == 3 and forms[1] == "of":
        return {"person": 2.0}
    if len(forms) == 3 and word_lists.is_given(forms[1]) and "of" not in forms:
        return {"person": 1.5}
    if PEOPLES_SHAPE.fullmatch(name) or (len(forms) in (2, 3) and forms[-2] in word_lists.particles):
        return {"person": 2.0}
    if " & " in name or " and " in name:
        return {"organization": 1.0}
    return {}


def _of_word(name: str, form: str) -> dict[str, float]:
    if ACRONYM.fullmatch(name):
        return {"organization": 1.2, "person": -2.0}
    if any(c.isdecimal() for c in name):
        return {"product": 2.5, "person": -2.0}
    if lists().is_given(form):
        return {"person": 1.5}
    return {"place": 1.2} if TOWN.fullmatch(name) else {}


def _states() -> frozenset[str]:
    return lists().regions
