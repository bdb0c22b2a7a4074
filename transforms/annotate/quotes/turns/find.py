"""Finds the turns of speech of a text, with their speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.quotes.turns.extents import turns_of
from transforms.annotate.quotes.turns.speakers import turn_speakers
from transforms.annotate.quotes.turns.transcripts import find_script
from transforms.annotate.quotes.turns.turn import Turn
from transforms.annotate.quotes.turns.unlabelled import find_dashed, find_unlabelled
from transforms.annotate.words import Words
from transforms.records import Role
from transforms.text import paragraphs


@dataclass(frozen=True)
class Turns:
    """The turns of a text in order.

    By number of a turn: `speaker`, the number of its speaker's cluster; `name_word`, the number of a word in a name of that
    cluster; `name`, the speaker's name if there is no such cluster.
    """

    turns: tuple[Turn, ...] = ()
    speaker: Mapping[int, int] = field(default_factory=dict)
    name_word: Mapping[int, int] = field(default_factory=dict)
    name: Mapping[int, str] = field(default_factory=dict)


def find_turns(words: Words, clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]) -> Turns:
    """Returns the turns of a parsed text, and who speaks in them. `roles`: of each cluster.

    Answers without labels count only if the introduction names who answers.
    """
    lines = list(paragraphs(words.text))
    script = find_script(words.text, lines)
    if script is not None:
        turns = [*turns_of(words.text, lines, script)]
        return _with_speakers(words, turns, clusters, roles)
    turns = find_dashed(words.text, lines)
    if turns:
        return _with_speakers(words, turns, clusters, roles)
    turns = find_unlabelled(words.text, lines)
    found = _with_speakers(words, turns, clusters, roles)
    return found if found.speaker else Turns()


def _with_speakers(words: Words, turns: Sequence[Turn], clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]) -> Turns:
    if not turns:
        return Turns()
    found = turn_speakers(words, turns, clusters, roles)
    return Turns(tuple(turns), found.cluster, {n: clusters[k].names[0].first for n, k in found.cluster.items()}, found.name)
