"""Finds further mentions of names that were found once, and of the surnames of people who were named in full."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.particles import with_particles
from transforms.annotate.entities.names.spans.whole_people import with_given_names
from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words

SENTENCE_MARKS = frozenset(".!?:“‘\"'`") | {"``"}
NOT_NOUN_TAGS = ("MD", "VB", "IN", "PR", "DT", "CC", "RB", "UH", "WP", "WR")  # first two letters of fine tags
HYPHENS = frozenset("-‑")
SHORTEST = 3  # characters; a shorter name is too often another word


def extend_to_longer_names(words: Words, spans: Sequence[NameMention]) -> list[NameMention]:
    """Returns the spans; where a longer name of the text is at that place, it replaces the span: "James To" for "James"."""
    names = _index(words, (span for span in spans if span.length > 1))
    by_first = {span.first: span for span in spans}
    by_token = {i: span for span in spans for i in span.tokens}
    out: list[NameMention] = []
    end = 0
    for i in sorted({*by_first, *(span.first - 1 for span in spans if span.first)}):
        if i < end:
            continue
        span = _name_around_spans(words, i, names, by_token) or by_first.get(i)
        if span is not None:
            out.append(span)
            end = span.last
    return out


def _name_around_spans(
    words: Words, i: int, names: PhraseIndex[str], by_token: Mapping[int, NameMention]
) -> NameMention | None:
    """Returns the longest known name that begins with token `i`, contains at least one span and cuts none; or None."""
    for _, end, kind in names.matches_at(words.form, i):
        inside = {by_token[k] for k in range(i, end) if k in by_token}
        if inside and all(i <= span.first and span.last <= end for span in inside):
            same = by_token.get(i)
            return same if same and (same.first, same.last) == (i, end) else NameMention(i, end, kind, "propagated")
    return None


def propagate(words: Words, names: Iterable[NameMention], taken: bytearray) -> Iterator[NameMention]:
    """Yields further mentions of the names, the longest name first. `taken`: 1 for each token in a name; it is updated."""
    index = _index(words, names)
    i = 0
    while i < len(words):
        for _, end, kind in index.matches_at(words.form, i):
            if any(taken[i:end]) or (end - i == 1 and not _may_be_name_here(words, i)):
                continue
            name = NameMention(i, end, kind, "propagated")
            grown = with_given_names(words, with_particles(words, name)) if end - i == 1 else name
            if not any(taken[grown.first : grown.last]):
                name = grown
            yield name
            taken[name.first : name.last] = b"\1" * name.length
            i = name.last - 1
            break
        i += 1


def missed_surnames(words: Words, names: Sequence[NameMention], people: Iterable[NameMention]) -> list[NameMention]:
    """Returns further mentions of people whom the model took for something else: "Brandt" after "Ana Brandt", labelled a body.

    `people`: the names among `names` that the evidence says are people's. The others are propagated before.
    """
    missed = [name._replace(kind="person") for name in people if name.kind != "person" and name.length > 1]
    if not missed:
        return []
    taken = bytearray(len(words))
    for name in names:
        taken[name.first : name.last] = b"\1" * name.length
    return [*propagate(words, missed, taken)]


def _index(words: Words, names: Iterable[NameMention]) -> PhraseIndex[str]:
    """Returns an index of all names and of people's surnames.

    The value is the entity type of the first name with these tokens.
    """
    rows: list[tuple[list[str], str]] = []
    common = set(filter(str.islower, words.form))
    for name in names:
        forms = words.form[name.first : name.last]
        if sum(map(len, forms)) >= SHORTEST:
            rows.append((forms, name.kind))
        if name.kind == "person" and len(forms) > 3 and forms[-2] in HYPHENS:  # the "Vogt-Reyes" of "Ana Vogt-Reyes"
            rows.append((forms[-3:], name.kind))
        if name.kind == "person" and len(forms) > 1 and len(forms[-1]) >= SHORTEST:
            rows.append((forms[-1:], name.kind))
        if name.kind == "person" and len(forms) > 1:
            rows += ((form_list, name.kind) for form_list in _given_names(forms, common))
    return PhraseIndex((forms, kind) for forms, kind in rows if forms[0][:1].isupper())


def _given_names(forms: Sequence[str], common: Collection[str]) -> Iterator[list[str]]:
    """Yields the given names of a person, by which the text may name the person again: "Ana" and "Maria" of "Ana Maria Brandt".

    `common`: the words of the text without a capital, which are no names.
    """
    lists = name_lists()
    for i, form in enumerate(forms[:-1]):
        if len(form) < SHORTEST or not form[0].isupper() or not form.isalpha() or form.lower() in lists.titles:
            continue
        if form.lower() in common or form.lower() in lists.not_names or form.lower() in lists.all_heads:
            continue
        if form not in well_known_names().types and (i == 0 or lists.is_given_name(form)):
            yield [form]


def _is_within_sentence(words: Words, i: int) -> bool:
    """Whether a word is not the first of a sentence or quote, so that a capital shows a name."""
    before = words.form[i - 1 : i]
    return bool(before) and "\n" not in words.text[words.end[i - 1] : words.start[i]] and before[0] not in SENTENCE_MARKS


def _may_be_name_here(words: Words, i: int) -> bool:
    """Whether a single word can be the name at this place.

    It cannot when it is another word ("Will" and "May" also begin sentences) or part of another name ("Reyes Street").
    """
    form, tag = words.form[i], words.tag[i]
    if tag == "RB" and form.endswith("ly") and _is_within_sentence(words, i):
        return True  # "“No,” Connolly cut in": the tagger takes the surname for an adverb
    if tag not in PROPER_NOUN_TAGS and (form.lower() in name_lists().not_names or tag[:2] in NOT_NOUN_TAGS):
        return False
    if i + 1 < len(words) and words.tag[i + 1] in PROPER_NOUN_TAGS and words.form[i + 1].lower() in name_lists().all_heads:
        return words.form[i + 1][0].islower()
    return True
