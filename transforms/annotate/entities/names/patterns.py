"""Finds names by patterns, in runs of capitalised words where the model found no name or only a part of one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.bodies.body_patterns import acronym_in_run, body_in_run
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.person_patterns import person_in_run
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

BEFORE_PLACE = frozenset(["in", "near", "outside"])
LONGEST_PLACE = 3  # words
OFTEN = 3  # a single word that is a run this many times is a name without further evidence


def find_patterns(
    words: Words, runs: Sequence[tuple[int, int]], owner: Sequence[int], spans: Sequence[NameMention]
) -> Iterator[NameMention]:
    """Yields the names that match a pattern in runs of capitalised words.

    `owner`: for each token, the number of its span in `spans`, or -1. A name may include whole spans, but no part of one.
    """
    counts = Counter(words.form[first] for first, last in runs if last - first == 1 and owner[first] < 0)
    for run in runs:
        body = body_in_run(words, run)
        if body and _includes_whole_spans(owner, spans, body):
            yield body
        elif all(owner[i] == -1 for i in range(*run)):
            name = (
                person_in_run(words, run)
                or acronym_in_run(words, run)
                or place_in_run(words, run)
                or lone_name_in_run(words, run, counts)
            )
            if name:
                yield name


def place_in_run(words: Words, run: tuple[int, int]) -> NameMention | None:
    """Returns a place after a preposition ("in Harborside"), or None."""
    first, last = run
    if first == 0 or last - first > LONGEST_PLACE:
        return None
    if words.form[first - 1].lower() not in BEFORE_PLACE or words.dep[last - 1] != "pobj":
        return None
    text = " ".join(words.form[first:last])
    if text.lower() in name_lists().not_names or text.isupper() or not text.isascii():
        return None
    return NameMention(first, last, "place", "rule") if well_known_names().types.get(text, "place") == "place" else None


def lone_name_in_run(words: Words, run: tuple[int, int], counts: Counter[str]) -> NameMention | None:
    """Returns a single word as a name, or None: one that acts like a person, leads a body, or is a run `OFTEN` times.

    Its type is decided later, by all evidence. `counts`: for each word, how often it is a run in the text.
    """
    first, last = run
    form = words.form[first]
    if last - first != 1 or not _may_be_name(form):
        return None
    verb = words.form[words.head[first]].lower() if words.dep[first] in SUBJECT_DEPS else ""
    acts = verb in reporting_verbs().person_subject or verb in person_nouns().life_verbs
    leads = words.form[first - 1 : first] == ["the"] and words.form[last : last + 1] != [] and _is_led_body(words.form[last])
    return NameMention(first, last, "other", "rule") if leads or acts or counts[form] >= OFTEN else None


def _may_be_name(form: str) -> bool:
    lists, word = name_lists(), form.lower()
    return len(form) > 2 and form.isalpha() and not form.isupper() and word not in lists.not_names and word not in lists.titles


def _is_led_body(form: str) -> bool:
    """Whether a word is a body that can follow its leader's name: "the Brandt government"."""
    return form in name_lists().led_bodies


def _includes_whole_spans(owner: Sequence[int], spans: Sequence[NameMention], name: NameMention) -> bool:
    """Whether each span that shares a token with a name lies in it, is shorter, and is not a person."""
    touched = [spans[k] for k in {owner[i] for i in name.tokens} - {-1}]
    return all(name.first <= s.first and s.last <= name.last and s.kind != "person" and s.length < name.length for s in touched)
