"""The model's spans cut down (or grown) to the name: no titles, articles, possessives, marks, captions or halves of words."""

import re
from collections.abc import Iterator

from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import NAME_TAGS, Named
from transforms.annotate.words import Words

LONGEST = 8  # words of a name; longer spans are captions or lists
EDGES = frozenset("\"“”„‟«»'‘’`.,:;!?()[]{}–—-/|*•…&+=_") | {"--", "``", "''", "...", "'s", "’s", "s’"}
ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"])
SIDE = re.compile(r"(?i)^(?:pro|anti|pan|ex|then|non|mid|post|pre)-")  # "pro-Delta" takes no part in a name
NO_NAME = re.compile(r"[@#<>=]|://|www\.|^[\W\d_]+$|^\d+(?::\d+)?\s?[ap]\.?m\.?$")
HYPHENS = frozenset("-‑")
BEFORE_THE = frozenset(["of", "for", "and", "in", "on", "at", "to", "by", "&", "with", "from", "against", "over", "behind"])
HOUSES = frozenset(["university", "college", "school", "institute", "academy"])


def repaired(words: Words, name: Named) -> Iterator[Named]:
    """The name less what is no part of it; nothing when no name is left, two when it holds two."""
    first, last = name[:2]
    first, name = _after_titles(words, first, last, name)
    while first < last and _leads(words, first, last):
        first += 1
    while first < last and _trails(words, first, last):
        last -= 1
    if first >= last or _is_tail(words, first):
        return
    if name.kind == "person":
        first, last = _without_words(words, first, last)
    first = _after_side(words, first, last)
    first, last, name = _with_neighbours(words, first, last, name)
    last = _with_hyphens(words, last)
    if (cut := _second_name(words, first, last, name.kind)) is not None:
        owner = name.kind == "person" and words.tag[cut[0]] == "POS"
        yield from _checked(words, name._replace(first=first, last=cut[0], kind="other" if owner else name.kind))
        yield from _checked(words, name._replace(first=cut[1], last=last, kind=cut[2]))
        return
    yield from _checked(words, name._replace(first=first, last=last))


def _checked(words: Words, name: Named) -> Iterator[Named]:
    first, last = name[:2]
    while first < last and _leads(words, first, last):
        first += 1
    handle = next((i for i in range(first + 1, last) if words.form[i][0] in "@#"), last)
    last = handle  # "Twitter @anabrandt"
    while first < last and _trails(words, first, last):
        last -= 1
    if not first < last <= first + LONGEST:
        return
    text = words.text[words.start[first] : words.end[last - 1]]
    if NO_NAME.search(text) or "\n" in text or (not any(map(str.isupper, text)) and text.lower() != text.upper()):
        return
    lower = text.lower()
    if last - first == 1 and (
        lower in lists().nobody or lower in lists().titles or (text.isupper() and lower in lists().acronyms)
    ):
        return
    yield name._replace(first=first, last=last)


def _after_titles(words: Words, first: int, last: int, name: Named) -> tuple[int, Named]:
    """Past the last title: "Harbor Office Spokesperson Ana Brandt", whatever the model took it all for."""
    known, forms = lists().titles | lists().ranks if name.kind == "person" else lists().titles, words.form
    titles = [i for i in range(first, last - 1) if forms[i].lower() in known and not (i > first and forms[i - 1] == ",")]
    titles = [i for i in titles if forms[i + 1] != "of"]  # "Earl of Velmarsh"
    if not titles or not (
        name.kind == "person"
        or _named_in_full(words, titles[-1] + 1, last)
        or (forms[titles[-1]].lower() in lists().polite and _is_surname(words, titles[-1] + 1, last))
    ):
        return first, name
    return titles[-1] + 1, name._replace(kind="person")


def _named_in_full(words: Words, first: int, last: int) -> bool:
    """Two words after a title, and no office of one: "Spokeswoman Ana Brandt", not "Attorney General Office"."""
    forms = words.form[first:last]
    return (
        len(forms) == 2
        and all(f[:1].isupper() and not f.isupper() for f in forms)
        and forms[1].lower() not in lists().ending_words
    )


def _is_surname(words: Words, first: int, last: int) -> bool:
    """One word that ends no name of something else: "Ms Brandt", not "Ms. Magazine"."""
    form = words.form[first]
    return last - first == 1 and form[:1].isupper() and form.isalpha() and form.lower() not in lists().ending_words


def _leads(words: Words, i: int, last: int) -> bool:
    form = words.form[i]
    return (
        form in EDGES
        or form.lower() in ARTICLES
        or not form.strip()
        or (last - i > 1 and form in ("Follow", "Watch", "Read", "Via"))
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


def _after_side(words: Words, first: int, last: int) -> int:
    """Past "Pan-democrat" and "Pro-Delta", which the tokenizer may have cut at the hyphen."""
    while last - first > 3 and words.form[first + 1] in HYPHENS and words.end[first] == words.start[first + 1]:
        if not (words.form[first + 2].islower() or SIDE.match(words.form[first] + "-")):
            break
        first += 3
    return first


def _with_neighbours(words: Words, first: int, last: int, name: Named) -> tuple[int, int, Named]:
    """The model saw the surname only, or the given name only."""
    known = lists()
    form = words.form[first]
    if last - first != 1 or not form[:1].isupper() or name.kind not in ("person", "organization", "place"):
        return first, last, name
    if first and words.end[first - 1] + 1 == words.start[first] and form.lower() not in known.ending_words:
        before = words.form[first - 1]
        given = words.tag[first - 1][:1] in ("N", "J") and before[:1].isupper() and known.is_given(before)
        if given:
            return first - 1, last, name._replace(kind="person")
        if _is_part(words, first - 1) and words.head[first - 1] == first and form not in known.known:
            return first - 1, last, name._replace(kind="person")  # of two names in a row the model knew one: people's are such
    if known.is_given(form) and last < len(words) and _is_part(words, last) and words.end[last - 1] + 1 == words.start[last]:
        return first, last + 1, name._replace(kind="person")
    return first, last, name


def _is_part(words: Words, i: int) -> bool:
    """A capitalised proper noun that is no title, and no name by itself."""
    form, known = words.form[i], lists()
    return (
        words.tag[i] in NAME_TAGS
        and form[:1].isupper()
        and form.isalpha()
        and not form.isupper()
        and form.lower() not in known.titles
        and form.lower() not in known.nobody
        and form.lower() not in known.ending_words
        and form not in known.known
    )


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


def _second_name(words: Words, first: int, last: int, kind: str) -> tuple[int, int, str] | None:
    """Two names in one span: where the first one ends, where the second begins, and its type."""
    known, form = lists(), words.form
    for i in range(first + 1, last - 1):
        if form[i] == "the" and kind != "person" and form[i - 1].lower() not in BEFORE_THE:
            return i, i + 1, kind  # "Brandt the Growers' League"
        if words.tag[i][:2] == "VB" and form[i].islower():
            return i, i + 1, kind  # "Brandt composed Thyme"
        if kind == "person" and words.tag[i] == "POS" and form[i + 1][:1].isupper():
            return i, i + 1, "person" if last - i > 2 else kind  # "Velmarsh's Joel Brandt"
        if form[i] == "/" and words.start[i] > words.end[i - 1]:
            return i, i + 1, kind  # "Brandt Center / Harbor Galleries"
        if form[i] == "at" and kind in ("organization", "place") and form[i + 1][0].isupper():
            lower = {w.lower() for w in form[first:i]}
            if lower.isdisjoint(HOUSES) and not lower.isdisjoint(known.ending_words):
                return i, i + 1, kind  # "Brandt Museum at Harbor University", and not "University of Delta at Harborside"
        if (
            form[i] == "of"
            and kind == "organization"
            and form[i - 1].lower() not in known.called
            and _state_follows(words, last)
        ):
            return i, i + 1, "place"  # "Harbor Air Museum of Velmarsh, Ohio"
    if kind != "organization" or last - first < 4:
        return None
    given, before = form[last - 2], form[last - 3].lower()
    if (
        known.is_given(given)
        and given[0].isupper()
        and form[last - 1][:1].isupper()
        and form[last - 1].lower() not in known.ending_words
        and (before in known.ending_words or before[-1:] == "s")
        and words.tag[last - 1] in NAME_TAGS
    ):
        return last - 2, last - 2, "person"  # "Growers' League Ana Brandt"
    return None


def _state_follows(words: Words, last: int) -> bool:
    return (
        last + 1 < len(words)
        and words.form[last] == ","
        and words.form[last + 1] in lists().regions
        and words.tag[last + 1] in NAME_TAGS
    )
