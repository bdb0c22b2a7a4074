"""Finds who speaks in turns that begin with dashes: a host who asks, and one or several guests.

No turn alone shows it. What adds up: people take turns; a question is likelier the host's; who is addressed by name does not
speak, and mostly speaks next; else the guest who spoke last does. A turn for which the evidence is split has no speaker.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from transforms.annotate.quotes.turns.turn import is_question

SURE = 0.8  # the probability from which on a turn has a speaker
ASKS, GUEST_ASKS = 0.7, 0.1  # of the turns of the host and of a guest, the share that are questions
NAMES_OWN = 0.05  # how much likelier a turn does without the name of the one who speaks
GUEST_ADDRESSES = 0.4  # a guest addresses somebody by name, against the host
GOES_ON = 0.02  # the same person in two turns in a row
TO_HOST = 0.75  # after a guest, the host rather than another guest
ADDRESSED = 0.95  # who is addressed speaks next
HAS_FLOOR = 0.95  # after the host, the guest who spoke last
BEGINS = 0.85  # the host speaks first
# before and after a name by which somebody is addressed: "Sigrid, are you there?", "Good morning, Sigrid."
CALL_BEFORE = re.compile(
    r"(?:^|[.?!…—–] ?|[,] )(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Nn]ow|[Ww]ell|[Yy]es|[Nn]o|[Tt]hanks|[Tt]hank you),? )?"
    r"(?:(?:M(?:r|rs|s|iss)|Dr|Sir|Dame|Minister|Professor|Senator|Captain)\.? )?$"
)
CALL_AFTER = re.compile(r"\s*(?:,(?! (?:who|whose|which|and|or|the|a|an|my|our)\b)(?! \d)|[.?!…]|$)")
LIST_AFTER = re.compile(r", [A-Z]\w+(?: [A-Z]\w+)?(?:,| and )")


class Named(NamedTuple):
    """A name of a person within a turn. `person`: the number of the person; `start`, `end`: offsets in the turn's words."""

    person: int
    start: int
    end: int


class Said(NamedTuple):
    """The words of a turn, and the names of people in them."""

    words: str
    names: Sequence[Named]

    def addressed(self) -> list[int]:
        """Returns the people whom the turn addresses by name, in order."""
        return [name.person for name in self.names if self._is_call(name)]

    def _is_call(self, name: Named) -> bool:
        before, after = self.words[: name.start], self.words[name.end :]
        aside = after[:1] == "," == before.rstrip()[-1:]  # my sister, Sigrid, left
        return bool(not aside and CALL_BEFORE.search(before) and CALL_AFTER.match(after) and not LIST_AFTER.match(after))


class _State(NamedTuple):
    """Who speaks, and the guest who spoke or was asked last (`floor`); numbers of people. `host`: the host speaks."""

    host: bool
    floor: int


def dialogue_speakers(turns: Sequence[Said], host: int | None, guests: Iterable[int]) -> list[int | None]:
    """Returns for each turn the number of the person who speaks; None for a host without a name, and where it is not clear.

    `host`: the person who asks, if the text names one. `guests`: those who are known to answer; people who are addressed
    by name are guests as well.
    """
    people = [*dict.fromkeys([*guests, *(person for said in turns for person in said.addressed())])]
    people = [person for person in people if person != host]
    if not people:
        return [None] * len(turns)
    states = [_State(is_host, guest) for is_host, guest in product((True, False), people)]
    out: list[int | None] = []
    for row in _posterior(turns, states, host):
        speaking: dict[int | None, float] = {}
        for state, share in zip(states, row, strict=True):
            who = host if state.host else state.floor
            speaking[who] = speaking.get(who, 0.0) + share
        best = max(speaking, key=lambda who: speaking[who])
        out.append(best if speaking[best] >= SURE else None)
    return out


def _posterior(turns: Sequence[Said], states: Sequence[_State], host: int | None) -> list[list[float]]:
    """Returns for each turn the probability of each state (the forward-backward algorithm)."""
    guests = len(states) // 2
    emitted = [[_fits(said, state, host) for state in states] for said in turns]
    steps = [[[_step(said, one, other, guests) for other in states] for one in states] for said in turns[:-1]]
    rows = [_shares(_products([BEGINS if state.host else 1 - BEGINS for state in states], emitted[0]))]
    for step, fits in zip(steps, emitted[1:], strict=True):
        rows.append(_shares(_products([_sum(rows[-1], column) for column in zip(*step, strict=True)], fits)))
    later = [[1.0] * len(states)]
    for step, fits in zip(reversed(steps), reversed(emitted), strict=False):
        following = _products(later[-1], fits)
        later.append(_shares([_sum(row, following) for row in step]))
    return [_shares(_products(row, back)) for row, back in zip(rows, reversed(later), strict=True)]


def _products(one: Iterable[float], other: Iterable[float]) -> list[float]:
    return [a * b for a, b in zip(one, other, strict=True)]


def _sum(one: Iterable[float], other: Iterable[float]) -> float:
    return sum(_products(one, other))


def _shares(values: Sequence[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]


def _fits(said: Said, state: _State, host: int | None) -> float:
    """Returns how likely a turn is in this state."""
    asks = ASKS if state.host else GUEST_ASKS
    likely = asks if is_question(said.words) else 1 - asks
    if (host if state.host else state.floor) in {name.person for name in said.names}:
        likely *= NAMES_OWN
    return likely * (GUEST_ADDRESSES if said.addressed() and not state.host else 1.0)


def _step(said: Said, one: _State, other: _State, guests: int) -> float:
    """Returns how likely the second state follows the first one. `said`: the turn in the first state."""
    if not one.host:
        if other.host:
            return TO_HOST if other.floor == one.floor else 0.0
        return GOES_ON if other.floor == one.floor else _answered(said, other, guests)
    if other.host:
        return GOES_ON if other.floor == one.floor else 0.0
    addressed = said.addressed()
    expected, share = (addressed[-1], ADDRESSED) if addressed else (one.floor, HAS_FLOOR)
    return share if other.floor == expected else (1 - share) / max(guests - 1, 1)


def _answered(said: Said, other: _State, guests: int) -> float:
    """Returns how likely another guest speaks after a guest: rather the one who was addressed."""
    return TO_HOST if other.floor in said.addressed() else (1 - TO_HOST) / (guests - 1)
