"""One type an entity, by weighed evidence: a majority of the model's labels is worse than the model's first guess."""

import re
from collections import defaultdict
from collections.abc import Iterable

from transforms.annotate.entities.human import shown_human
from transforms.annotate.entities.ids import folded
from transforms.annotate.entities.lists import lists
from transforms.annotate.entities.named import Named
from transforms.annotate.words import Words

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
SPEAKS = frozenset(["said", "says", "told", "added", "wrote", "tweeted", "asked", "replied"])
WHERE = frozenset(["in", "near", "across", "throughout", "outside"])
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")  # K.C. Reyes
AGES = range(10, 110)


def evidence(words: Words, names: Iterable[Named]) -> dict[str, float]:
    """How much speaks for each type, over all mentions of one entity."""
    out: dict[str, float] = defaultdict(float)
    for form, mentions in _by_form(words, names).items():
        for kind, weight in of_name(form).items():
            out[kind] += weight
        for name in mentions:
            for kind, weight in of_place(words, name).items():
                out[kind] += weight
    return out


def of_name(name: str) -> dict[str, float]:
    """What the name itself says of its type, once for each form of it.

    >>> of_name("Harbor County Commission"), of_name("Maria Reyes")
    ({'organization': 4}, {'person': 3})
    """
    known, forms = lists(), folded(name).split()
    alias = known.aliases.get(" ".join(forms))
    if alias:
        return {alias[1]: 9}
    if " ".join(forms) in known.known:
        return {known.known[" ".join(forms)]: 6}
    # "University of X", "Bank of X": the head stands first
    heads = {forms[-1], forms[forms.index("of") - 1]} if "of" in forms[1:] else {forms[-1]}
    for kind, endings in known.endings.items():
        if len(forms) > 1 and heads & endings:
            return {kind: 4}
    if 2 <= len(forms) <= 4 and (forms[0] in known.male or forms[0] in known.female or INITIALS.match(name)):
        return {"person": 3}
    return {}


def of_place(words: Words, name: Named) -> dict[str, float]:
    """What one place in the text says: the model's label, a title before, an age after, `said`, `in`."""
    out: dict[str, float] = {} if name.carried else {name.kind: 1.0}

    def add(kind: str, weight: float) -> None:
        out[kind] = out.get(kind, 0.0) + weight

    first, last = name[:2]
    before = words.form[first - 1].lower() if first else ""
    if before in lists().titles and words.form[first - 1][0].isupper():
        add("person", 1.5)
    elif before in WHERE:
        add("place", 0.7)
    if (
        last + 1 < len(words)
        and words.form[last] == ","
        and words.form[last + 1].isdecimal()
        and int(words.form[last + 1]) in AGES
    ):
        add("person", 1.5)
    if words.dep[last - 1] in SUBJECTS and words.form[words.head[last - 1]].lower() in SPEAKS:
        add("person", 0.5)
    if name.kind not in ("person", "group") and (shown := shown_human(words, name)) > 0:
        add("person", 2 * shown)
    return out


def _by_form(words: Words, names: Iterable[Named]) -> dict[str, list[Named]]:
    out: dict[str, list[Named]] = {}
    for name in names:
        out.setdefault(words.text[words.start[name.first] : words.end[name.last - 1]], []).append(name)
    return out
