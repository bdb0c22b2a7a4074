"""Names by pattern, where the model is blind: a title, an age, a given name, what a name ends with, an acronym, `in`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import AGES, NAME_TAGS, SUBJECTS, Named
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

JOINING = frozenset(["of", "for"])
POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
TOWARDS = frozenset(["in", "near", "outside"])
AFTER = frozenset(["of", "the", "by", "from", "at", "with", "for", "and", "(", "to", "which"])
LONGEST_PERSON = 4
NUMBERED = re.compile(r"[IVX]{1,5}")


def people(words: Words, run: tuple[int, int]) -> Named | None:
    """A person in a run: after a title, before an age, or beginning with a given name."""
    known, (first, last) = lists(), run
    before = words.form[first - 1].lower() if first else ""
    title = before in known.titles or (last - first > 1 and before in person_words())
    while first < last - 1 and (words.form[first].lower() in known.titles or words.form[first] in known.groups):
        title = title or words.form[first].lower() in known.titles
        first += 1
    if not known.is_given(words.form[first]):  # "Financial Officer Ana Brandt"
        inner = [i for i in range(first + 1, last - 1) if words.form[i].lower() in known.titles]
        if inner and known.is_given(words.form[inner[-1] + 1]):
            first, title = inner[-1] + 1, True
    while last - first > 2 and words.form[last - 1].lower() in known.letters:
        last -= 1  # "Ana Brandt KC"
    n = last - first
    if n > 1 and NUMBERED.fullmatch(words.form[last - 1]):  # "Pope Quillen II"
        n, end = n - 1, words.form[last - 2].lower()
    else:
        end = words.form[last - 1].lower()
    if (
        not 1 <= n <= LONGEST_PERSON
        or end in known.ending_words
        or end in known.nobody
        or end in known.titles
        or "&" in words.form[first:last]
    ):
        return None
    named = Named(first, last, "person", found=True)
    if title and (n > 1 or (first and words.form[first - 1][0].isupper() and not words.form[first].isupper())):
        return named
    if n > 1 and (known.is_given(words.form[first]) or _age_follows(words, last)):
        return named
    return None


def _age_follows(words: Words, last: int) -> bool:
    if last + 2 >= len(words) or words.form[last] != "," or words.form[last + 2] not in (",", ")", ".", ";"):
        return False
    number = words.form[last + 1]
    return number.isdecimal() and int(number) in AGES


def bodies(words: Words, run: tuple[int, int]) -> Named | None:
    """An organization or a place by what it ends with, with what goes on after `of`: "Brandt Fund for the Arts"."""
    endings, (first, last) = lists().endings, run
    known = lists()
    while first < last - 1 and (words.form[first] in known.groups or words.form[first].lower() in known.titles):
        first += 1
    head = next((i for i in range(last - 1, first - 1, -1) if words.form[i].lower() in known.ending_words), None)
    if head is None:
        return None
    kind = next(k for k in endings if words.form[head].lower() in endings[k])
    last = head + 1
    if head == run[1] - 1 and (kind == "organization" or words.form[head].lower() in lists().called):
        last = _goes_on(words, head + 1)
    if last - first < 2 or kind not in ("organization", "place", "event", "law"):
        return None
    return Named(first, last, kind, found=True)


def _goes_on(words: Words, last: int) -> int:
    """Past "of the Arts", "for Visual Arts", "of North Delta at Harbor Hill"."""
    n = len(words)
    i = last
    if i < n and words.form[i].lower() in JOINING:
        i += 1
        if i < n and words.form[i] == "the":
            i += 1
        begin = i
        while i < n and words.tag[i] in NAME_TAGS and words.form[i][0].isupper():
            i += 1
        if i == begin:
            return last
        if words.form[begin].isupper() and words.form[begin - 1] == "the":
            return last  # "Delta State University of the US"
        known_place = lists().known.get(" ".join(words.form[begin:i])) == "place"
        if known_place and words.form[last - 1].lower() not in lists().called:
            return last
        last = i
        if words.form[i : i + 1] == ["at"] and i + 1 < n and words.tag[i + 1] in NAME_TAGS and words.form[i + 1][0].isupper():
            i += 1
            while i < n and words.tag[i] in NAME_TAGS and words.form[i][0].isupper():
                i += 1
            last = i
    return last


def short(words: Words, run: tuple[int, int]) -> Named | None:
    """An acronym where an organization may stand: "Ana Brandt of NGU", "NGU's", "the Northern Growers Union (NGU)"."""
    first, last = run
    form = words.form[first]
    if (
        last - first != 1
        or not 3 <= len(form) <= 6
        or not form.isupper()
        or not form.isalpha()
        or form.lower() in lists().acronyms
    ):
        return None
    after = words.form[last] if last < len(words) else ""
    before = words.form[first - 1].lower() if first else ""
    if before in AFTER or after in POSSESSIVES or words.dep[first] in SUBJECTS:
        return Named(first, last, "organization", found=True)
    return None


def whereabouts(words: Words, run: tuple[int, int]) -> Named | None:
    """A place after `in`: "in Harborside"."""
    first, last = run
    known = lists()
    if first == 0 or last - first > 3 or words.form[first - 1].lower() not in TOWARDS or words.dep[last - 1] != "pobj":
        return None
    text = " ".join(words.form[first:last])
    if text.lower() in known.nobody or known.known.get(text, "place") != "place" or text.isupper() or not text.isascii():
        return None
    return Named(first, last, "place", found=True)


def lone(words: Words, run: tuple[int, int], often: Counter[str]) -> Named | None:
    """A single name that does what people do, or that stands there again and again; its type is left to the evidence."""
    first, last = run
    if last - first != 1:
        return None
    form = words.form[first]
    if (
        len(form) < 3
        or form.lower() in lists().nobody
        or form.lower() in lists().titles
        or form.isupper()
        or not form.isalpha()
    ):
        return None
    verb = words.form[words.head[first]].lower() if words.dep[first] in SUBJECTS else ""
    if words.form[first - 1 : first] == ["the"] and words.form[last : last + 1] and words.form[last] in lists().led:
        return Named(first, last, "other", found=True)
    if verb in reporting_verbs().person_subject or verb in person_words().lives or often[form] > 2:
        return Named(first, last, "other", found=True)
    return None


def find_patterns(
    words: Words, all_runs: Sequence[tuple[int, int]], owner: Sequence[int], spans: Sequence[Named]
) -> Iterator[Named]:
    """What the patterns see in the runs. `owner`: for each word, the number of the span that has it, or -1.

    A pattern may grow a span that lies in it; it cuts none.
    """
    often = Counter(words.form[a] for a, b in all_runs if b - a == 1 and owner[a] < 0)
    for run in all_runs:
        first, last = run
        owners = {owner[i] for i in range(first, last)}
        if (body := bodies(words, run)) and _may_take(owner, spans, body):
            yield body
        elif owners == {-1}:
            found = people(words, run) or short(words, run) or whereabouts(words, run) or lone(words, run, often)
            if found:
                yield found


def _may_take(owner: Sequence[int], spans: Sequence[Named], new: Named) -> bool:
    """Every span that it touches lies in it, and is not the same."""
    touched = {owner[i] for i in range(new.first, new.last)} - {-1}
    return all(
        new.first <= spans[k].first and spans[k].last <= new.last and spans[k].kind != "person" and spans[k][:2] != new[:2]
        for k in touched
    )
