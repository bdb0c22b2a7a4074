"""Finds whom each turn belongs to: the entity that its label names, or who asks and answers by the introduction."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.turns import dialogue
from transforms.annotate.quotes.turns.label_kinds import INITIALS, TextNames, initials_of, names_beside, without_title
from transforms.annotate.quotes.turns.questioning import Parties, Questioning
from transforms.annotate.quotes.turns.sides import ASKING
from transforms.annotate.quotes.turns.turn import Label, Side, Turn, is_question
from transforms.annotate.words import Words
from transforms.records import Role

SEVERAL = re.compile(r",| and ")  # names that were taken for one
# BY MS. DOYLE:
EXAMINED_BY = re.compile(r"\b[Bb][Yy] (M[RrSs][Ss]?\.? [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?):?\s*$", re.M)


@dataclass(frozen=True)
class TurnSpeakers:
    """By number of a turn: `cluster`, the number of its speaker's cluster; `name`, the name of a speaker without a cluster."""

    cluster: dict[int, int]
    name: dict[int, str]


class _Names(NamedTuple):
    """The names of an entity beside the labels: `texts`, and `folded`. `number`: of its cluster. `roles`: their last words."""

    number: int
    is_person: bool
    folded: frozenset[str]
    texts: frozenset[str]
    roles: frozenset[str]


def turn_speakers(
    words: Words, turns: Sequence[Turn], clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]
) -> TurnSpeakers:
    """Returns the speakers of the turns, as far as the text names them. `roles`: of each cluster."""
    labels = [turn.label for turn in turns if turn.label is not None]
    names = [*_names(words, clusters, roles, labels)]
    beside = names_beside(words.text, labels)
    named = cache(lambda who: _named(who, names))  # labels return
    run = cache(lambda who: _run(who, beside))
    found, examiner = TurnSpeakers({}, {}), _Examiner()
    if not labels and {turn.side for turn in turns} != {"answers"}:
        return TurnSpeakers(dict(_in_dialogue(words, turns, clusters, names)), {})
    for n, (turn, told) in enumerate(zip(turns, _parties(words, turns, clusters, names), strict=True)):
        label = turn.label
        if label is None or label.is_qa:
            speaker = examiner.or_told(turn.side, told.of_side(turn.side))
        else:
            speaker = named(label.who)
            speaker = named(label.note) if speaker is None and label.note else speaker
            examiner.add(speaker, words.text[turn.pieces[0].start : turn.pieces[-1].end])
            if speaker is None and (longer := run(label.who)) is not None:
                found.name[n] = longer
        if speaker is not None:
            found.cluster[n] = speaker
    return found


def _in_dialogue(
    words: Words, turns: Sequence[Turn], clusters: Sequence[Cluster], names: Sequence[_Names]
) -> Iterator[tuple[int, int]]:
    """Yields the number of each turn after a dash whose speaker is known, with the number of the speaker's cluster."""
    said = [_said(words, turn, clusters) for turn in turns]
    told = next(_parties(words, turns, clusters, names))
    hosts = {one.number for one in names if one.is_person and not one.roles.isdisjoint(quote_words().hosts)}
    hosts |= {*_presented(words, words.paragraphs[turns[0].pieces[0].paragraph][0], clusters)}
    host = hosts.pop() if len(hosts) == 1 else told.asks
    guests = [] if told.answers in (None, host) else [told.answers]
    for n, person in enumerate(dialogue.dialogue_speakers(said, host, [g for g in guests if g is not None])):
        if person is not None:
            yield n, person


def _presented(words: Words, end: int, clusters: Sequence[Cluster]) -> Iterator[int]:
    """Yields the people named right after the word for a host before word `end`: the presenter is, hosted by, our moderator:"""
    first = {name.first: k for k, cluster in enumerate(clusters) if cluster.kind == "person" for name in cluster.names}
    for i in range(end):
        if words.form[i].lower() in quote_words().hosts:
            yield from (first[k] for k in range(i + 1, min(i + 3, end)) if k in first and words.form[k - 1] not in (",", "and"))


def _said(words: Words, turn: Turn, clusters: Sequence[Cluster]) -> dialogue.Said:
    first, last = turn.pieces[0].start, turn.pieces[-1].end
    spans = [(k, *words.place(n.first, n.last)) for k, c in enumerate(clusters) if c.kind == "person" for n in c.names]
    inside = [dialogue.Named(k, start - first, end - first) for k, start, end in spans if first <= start < last]
    return dialogue.Said(words.text[first:last], sorted(inside, key=lambda name: name.start))


class _Examiner:
    """Who asks in the turns with names, for those with `Q` and `A` after them."""

    def __init__(self) -> None:
        self.spoken, self.asked = Counter[int | None](), Counter[int | None]()

    def add(self, speaker: int | None, turn: str) -> None:
        self.spoken[speaker] += 1
        self.asked[speaker] += is_question(turn)

    def or_told(self, side: Side | None, told: int | None) -> int | None:
        """Returns the person who is told to be on this side, or else, if it asks, the only one who mostly asked; or None."""
        return self._person() if told is None and side == "asks" else told

    def _person(self) -> int | None:
        """Returns the only one who mostly asked, or None."""
        asking = [speaker for speaker, n in self.asked.items() if n > 1 and n >= ASKING * self.spoken[speaker]]
        return asking[0] if len(asking) == 1 else None


def _parties(words: Words, turns: Sequence[Turn], clusters: Sequence[Cluster], names: Sequence[_Names]) -> Iterator[Parties]:
    """Yields for each turn who asks and who answers, by the words before the turns that stand together with it.

    Where these words do not tell it, it is as for the turns before.
    """
    people = {
        i: k for k, cluster in enumerate(clusters) if cluster.kind == "person" for name in cluster.names for i in name.tokens
    }
    questioning = Questioning(words, people)
    of_press = not any(turn.side == "asks" and turn.is_quote for turn in turns)
    told, end = Parties(None, None), 0  # `end`: the paragraph after the last turn
    for turn in turns:
        first = _first_paragraph(turn)
        if turn is turns[0] or (first > end and turn.label is not None):
            begin, until = words.paragraphs[end][0], words.paragraphs[first][0]
            new = questioning.parties(begin, until, of_press=of_press)
            examiner = [*EXAMINED_BY.finditer(words.text, words.start[begin], words.start[until])]
            told = told.updated(_named(examiner[-1][1], names) if examiner else new.asks, new.answers)
        yield told
        end = turn.pieces[-1].paragraph + 1


def _first_paragraph(turn: Turn) -> int:
    """Returns the number of the paragraph of the label, or of the question before an answer without a label."""
    return turn.label.line if turn.label is not None else max(turn.pieces[0].paragraph - (turn.side == "answers"), 0)


def _names(
    words: Words, clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]], labels: Sequence[Label]
) -> Iterator[_Names]:
    """Yields the names of each entity that has one beside the labels."""
    starts = [label.start for label in labels]
    for k, cluster in enumerate(clusters):
        beside = set()
        for name in cluster.names:
            start, end = words.place(name.first, name.last)
            if bisect_left(starts, start) == bisect_left(starts, end):  # no label begins in it
                beside.add(words.text[start:end])
        beside = {name for name in beside if not SEVERAL.search(name)}
        yield _Names(
            k,
            cluster.kind == "person",
            frozenset(map(folded, beside)),
            frozenset(beside),
            frozenset(word for role in roles[k] for word in role.role.lower().split()[-1:]),
        )


def _named(who: str, names: Sequence[_Names]) -> int | None:
    """Returns the entity that a label names, or None when it names none or more than one of them."""
    bare, _ = without_title(who)
    own = folded(bare).split()
    n, people = len(own), [one for one in names if one.is_person]

    def bearers(among: Sequence[_Names], part: slice) -> list[_Names]:
        return [one for one in among if any(name.split()[part] == own for name in one.folded)]

    rules = (
        bearers(names, slice(None)),
        bearers(people, slice(-n, None)),
        bearers(people, slice(n)),
        bearers(names, slice(-n, None)),
        [one for one in people if _has_initials(who, one.texts)],
        [one for one in people if own[-1] in one.roles],
    )
    fitting = next(filter(None, rules), []) if own else []
    return fitting[0].number if len(fitting) == 1 else None


def _has_initials(who: str, texts: frozenset[str]) -> bool:
    return INITIALS.fullmatch(who) is not None and any(initials_of(text) == who.replace(".", "") for text in texts)


def _run(who: str, beside: TextNames) -> str | None:
    """Returns the longer name in the text that ends with a label, or None: `Anders` → "Bo Anders", for "Cellist Bo Anders"."""
    own = folded(without_title(who)[0]).split()
    found = set()
    for run in beside.runs:
        parts = [*dropwhile(lambda part: part.lower() in role_lists().nouns or part.lower() in person_nouns(), run.split())]
        name, _ = without_title(" ".join(parts))
        same = folded(name).split()[-len(own) :] == own or _has_initials(who, frozenset([name]))
        if same and len(name.split()) > len(own):
            found.add(name)
    return found.pop() if len(found) == 1 else None
