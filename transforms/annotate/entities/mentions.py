"""Name mentions: the model's spans, repaired, and each name that was found once, found everywhere."""

import re
from collections.abc import Iterable, Iterator

from transforms.annotate.entities.human import unseen_people
from transforms.annotate.entities.lists import lists
from transforms.annotate.entities.named import NAME_TAGS, Named
from transforms.annotate.words import Words

LONGEST = 8  # words of a name; longer spans are captions or lists
EDGES = frozenset("\"“”„‟«»'‘’`.,:;!?()[]{}–—-/|*•…&+=_") | {"--", "``", "''", "...", "'s", "’s", "s’"}
ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"])
SIDE = re.compile(r"(?i)^(?:pro|anti|pan|ex|then|non|mid|post|pre)-")  # "pro-Delta" takes no part in a name
NO_NAME = re.compile(r"^[@#]|://|www\.|^[\W\d_]+$")


def find_names(words: Words) -> list[Named]:
    """All name mentions, in order and disjoint."""
    types = lists().types
    seen = [
        n
        for name in words.names
        if name.label in types
        for n in repaired(words, Named(name.first, name.last, types[name.label]))
    ]
    taken = {i for n in seen for i in range(n.first, n.last)}
    seen += [n for n in unseen_people(words) if taken.isdisjoint(range(n.first, n.last))]
    return sorted([*seen, *carried(words, seen)])


def repaired(words: Words, name: Named) -> Iterator[Named]:
    """The name without titles, articles, possessives and marks; nothing when no name is left."""
    known, (first, last) = lists(), name[:2]
    forms = words.form
    if name.kind == "person":  # "Harbor Office Spokesperson Ana Brandt": the name comes after the last title
        titles = [
            i for i in range(first, last - 1) if forms[i].lower() in known.titles and not (i > first and forms[i - 1] == ",")
        ]
        first = titles[-1] + 1 if titles else first
    if first and last - first == 1 and _is_given_name(words, first - 1):
        first, name = first - 1, name._replace(kind="person")  # the model saw the surname only
    while first < last and _leads(words, first, last):
        first += 1
    while first < last and _trails(words, first, last):
        last -= 1
    if first and first < last and forms[first][0] in "-–" and words.end[first - 1] == words.start[first]:
        return  # the tail of a word
    if name.kind == "person":
        while first < last and forms[first][:1].islower() and last - first > 1 and words.tag[first] not in NAME_TAGS:
            first += 1
    while last < len(words) and forms[last][:1] == "-" and len(forms[last]) > 2 and words.start[last] == words.end[last - 1]:
        last += 1  # "Lim Su" + "-jin"
    if not first < last <= first + LONGEST:
        return
    text = words.text[words.start[first] : words.end[last - 1]]
    if NO_NAME.search(text) or "\n" in text or (not any(map(str.isupper, text)) and text.lower() != text.upper()):
        return
    if last - first == 1 and (text.lower() in known.nobody or (text.lower() in known.titles and name.kind == "person")):
        return
    yield name._replace(first=first, last=last)


def _is_given_name(words: Words, i: int) -> bool:
    form, known = words.form[i], lists()
    return (
        words.tag[i][:1] in ("N", "J") and form[:1].isupper() and (form.lower() in known.male or form.lower() in known.female)
    )


def _leads(words: Words, i: int, last: int) -> bool:
    form = words.form[i]
    return form in EDGES or form.lower() in ARTICLES or not form.strip() or (last - i > 1 and SIDE.match(form) is not None)


def _trails(words: Words, first: int, last: int) -> bool:
    form = words.form[last - 1]
    return (
        form in EDGES
        or words.tag[last - 1] == "POS"
        or not form.strip()
        or (last - first > 1 and form.lower() in lists().trailing)
    )


def carried(words: Words, seen: Iterable[Named]) -> Iterator[Named]:
    """The names that were seen, and the surnames of people seen in full, where the model missed them."""
    taken = bytearray(len(words))
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    listed: set[tuple[str, ...]] = set()

    def learn(forms: tuple[str, ...], kind: str) -> None:
        if forms not in listed and forms[0][:1].isupper():
            listed.add(forms)
            known.setdefault(forms[0], []).append((forms, kind))

    for name in seen:
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
        forms = tuple(words.form[name.first : name.last])
        if sum(map(len, forms)) > 2:
            learn(forms, name.kind)
        if name.kind == "person" and len(forms) > 1 and len(forms[-1]) > 2 and forms[-1][:1].isupper():
            learn(forms[-1:], name.kind)
    for options in known.values():
        options.sort(key=lambda option: -len(option[0]))
    i = 0
    while i < len(words):
        for forms, kind in known.get(words.form[i], ()):
            end = i + len(forms)
            if tuple(words.form[i:end]) != forms or any(taken[i:end]):
                continue
            # "Will" and "May" begin sentences too
            if (
                len(forms) == 1
                and words.tag[i] not in NAME_TAGS
                and (forms[0].lower() in lists().nobody or words.tag[i][:2] in ("MD", "VB", "IN"))
            ):
                continue
            yield Named(i, end, kind, carried=True)
            i = end - 1
            break
        i += 1
