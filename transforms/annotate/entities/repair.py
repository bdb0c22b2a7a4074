"""The model's spans cut down (or grown) to the name: no titles, articles, possessives, marks, captions or halves of words."""

import re
from collections.abc import Iterator

from transforms.annotate.entities.lists import lists
from transforms.annotate.entities.named import NAME_TAGS, Named
from transforms.annotate.words import Words

LONGEST = 8  # words of a name; longer spans are captions or lists
EDGES = frozenset("\"“”„‟«»'‘’`.,:;!?()[]{}–—-/|*•…&+=_") | {"--", "``", "''", "...", "'s", "’s", "s’"}
ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"])
SIDE = re.compile(r"(?i)^(?:pro|anti|pan|ex|then|non|mid|post|pre)-")  # "pro-Delta" takes no part in a name
NO_NAME = re.compile(r"^[@#]|://|www\.|^[\W\d_]+$|^\d+(?::\d+)?\s?[ap]\.?m\.?$")
HYPHENS = frozenset("-‑")


def repaired(words: Words, name: Named) -> Iterator[Named]:
    """The name less what is no part of it; nothing when no name is left, two when it holds two."""
    first, last = name[:2]
    if name.kind == "person":
        first = _after_titles(words, first, last)
    while first < last and _leads(words, first, last):
        first += 1
    while first < last and _trails(words, first, last):
        last -= 1
    if first >= last or _is_tail(words, first):
        return
    if name.kind == "person":
        first, last = _without_words(words, first, last)
    first, name = _with_given_name(words, first, last, name)
    last = _with_hyphens(words, last)
    if (cut := _second_name(words, first, last, name.kind)) is not None:
        yield from _checked(words, name._replace(first=first, last=cut[0]))
        yield from _checked(words, name._replace(first=cut[1], last=last, kind="person"))
        return
    yield from _checked(words, name._replace(first=first, last=last))


def _checked(words: Words, name: Named) -> Iterator[Named]:
    first, last = name[:2]
    if not first < last <= first + LONGEST:
        return
    text = words.text[words.start[first] : words.end[last - 1]]
    if NO_NAME.search(text) or "\n" in text or (not any(map(str.isupper, text)) and text.lower() != text.upper()):
        return
    if last - first == 1 and (text.lower() in lists().nobody or (text.lower() in lists().titles and name.kind == "person")):
        return
    yield name


def _after_titles(words: Words, first: int, last: int) -> int:
    """Past the last title: "Harbor Office Spokesperson Ana Brandt"."""
    known, forms = lists().titles, words.form
    titles = [i for i in range(first, last - 1) if forms[i].lower() in known and not (i > first and forms[i - 1] == ",")]
    return titles[-1] + 1 if titles else first


def _leads(words: Words, i: int, last: int) -> bool:
    form = words.form[i]
    return (
        form in EDGES
        or form.lower() in ARTICLES
        or not form.strip()
        or (last - i > 1 and (SIDE.match(form) is not None or form[0] in HYPHENS or form == "pro"))
    )


def _trails(words: Words, first: int, last: int) -> bool:
    form = words.form[last - 1]
    return (
        form in EDGES
        or words.tag[last - 1] == "POS"
        or not form.strip()
        or (last - first > 1 and form.lower() in lists().trailing)
        or (
            last - first > 1
            and form in ("who", "which", "that", "and", "of", "the", "for", "is", "was", "has", "in", "at", "on")
        )
    )


def _is_tail(words: Words, first: int) -> bool:
    """The tail of a word: "Beijing" in "pro-Beijing", "-jin" alone."""
    form = words.form[first]
    if first and form[0] in "-–" and words.end[first - 1] == words.start[first]:
        return True
    at = words.start[first]
    return at > 1 and words.text[at - 1] in HYPHENS and words.text[at - 2].islower()


def _without_words(words: Words, first: int, last: int) -> tuple[int, int]:
    """A person's name begins after the last common word: "councillors Ana Brandt", "Nonpartisan Tom Reyes"."""
    particles = lists().particles
    for i in range(last - 2, first - 1, -1):
        form = words.form[i]
        if form.islower() and len(form) > 2 and form not in particles and form != "the" and words.form[i + 1][:1].isupper():
            return i + 1, last
    while last - first > 2 and words.form[first] in lists().groups:
        first += 1
    return first, last


def _with_given_name(words: Words, first: int, last: int, name: Named) -> tuple[int, Named]:
    """The model saw the surname only."""
    if first and last - first == 1 and words.form[first][:1].isupper() and name.kind in ("person", "organization", "place"):
        before = words.form[first - 1]
        if (
            words.tag[first - 1][:1] in ("N", "J")
            and before[:1].isupper()
            and lists().is_given(before)
            and words.end[first - 1] + 1 == words.start[first]
            and (name.kind == "person" or words.form[first].lower() not in lists().ending_words)
        ):
            return first - 1, name._replace(kind="person")
    return first, name


def _with_hyphens(words: Words, last: int) -> int:
    """The rest of a word that the tokenizer cut: "Lim Su" + "-" + "jin"."""
    while last < len(words) and words.start[last] == words.end[last - 1]:
        form = words.form[last]
        if form[0] in HYPHENS and len(form) > 2 and form[1:].lower() not in lists().joined:
            last += 1
        elif (
            form in HYPHENS
            and last + 1 < len(words)
            and words.start[last + 1] == words.end[last]
            and words.form[last + 1].isalpha()
            and words.form[last + 1].lower() not in lists().joined
            and (words.form[last + 1][0].isupper() or len(words.form[last + 1]) < 6)
        ):
            last += 2
        else:
            break
    return last


def _second_name(words: Words, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """Where a person's name begins after an organization's ("Growers' League Ana Brandt"): end of one, beginning of other."""
    known = lists()
    if kind != "organization" or last - first < 4:
        return None
    given, before = words.form[last - 2], words.form[last - 3]
    if (
        known.is_given(given)
        and given[0].isupper()
        and words.form[last - 1][:1].isupper()
        and words.form[last - 1].lower() not in known.ending_words
        and (before.lower() in known.ending_words or before[-1:] == "s")
        and words.tag[last - 1] in NAME_TAGS
    ):
        return last - 2, last - 2
    return None
