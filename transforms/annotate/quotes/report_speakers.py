"""Who says what a report holds: the agent of a passive, the one that "who" stands for, the one that a participle goes with."""

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import SUBJECTS, Cast, phrase_at, speaker_at
from transforms.annotate.quotes.sentence_view import Line
from transforms.annotate.quotes.speakers import named_by
from transforms.records import Speaker

REACH = 40  # words
RELATIVE = frozenset(["who", "which", "that"])
LONGEST_NAME = 5  # words, with its comma
CLIMB = 6


def teller(people: Cast, line: Line, p: int, outside: frozenset[int], within: tuple[int, int] | None = None) -> Speaker | None:
    """The speaker of the verb at `p`, or None. `within`: first and last (excluded) word of a saying that stands apart."""
    words, cue = line.words, line.at[p]
    first, last = within or (max(0, p - REACH), p + 1)
    if within is not None and line.tag(first) == "CD":  # …, Reyes, 44, said
        first = max(0, first - LONGEST_NAME)
    all_outside, outside = outside, frozenset(line.at[first:last]) if within else outside
    if line.passive(p):
        return _agent(people, line, cue, all_outside)
    own = next((c for c in line.children[cue] if words.dep[c] in SUBJECTS and c < cue), None)
    if own is not None and words.form[own].lower() in RELATIVE and words.tag[own].startswith("W") and own in outside:
        return _relative(people, line, p, own, outside)
    if own is None and line.tag(p) == "VBG" and (found := _of_participle(people, line, p, outside)):
        return found
    place = named_by(people, cue, line.at[first:last], outside, False)
    if place is None and within is not None:
        return teller(people, line, p, all_outside)
    return speaker_at(people, *place) if place else None


def _agent(people: Cast, line: Line, cue: int, outside: frozenset[int]) -> Speaker | None:
    words = line.words
    for c in line.children[cue]:
        if words.dep[c] in ("agent", "prep") and words.form[c].lower() == "by":
            for x in line.children[c]:
                if words.dep[x] == "pobj" and x in outside:
                    return speaker_at(people, *phrase_at(people, x, outside, cue))
    return None


def _relative(people: Cast, line: Line, p: int, own: int, outside: frozenset[int]) -> Speaker:
    """ "who" itself, with the name of the one it stands for."""
    words, cue = line.words, line.at[p]
    head = words.head[cue]
    for _ in range(CLIMB):
        if words.dep[cue] == "relcl" or head == cue:
            break
        cue, head = head, words.head[head]
    start, end = words.place(own, own + 1)
    name = entity = None
    if words.dep[cue] == "relcl" and head in outside:
        found = speaker_at(people, *phrase_at(people, head, outside, line.at[p]))
        name, entity = found.name, found.entity
    return Speaker(words.text[start:end], start, end, name, entity)


def _of_participle(people: Cast, line: Line, p: int, outside: frozenset[int]) -> Speaker | None:
    """The subject of the verb that the participle goes with: issued a statement saying; …, adding"""
    words, word = line.words, line.at[p]
    for _ in range(CLIMB):
        head = words.head[word]
        if head == word or head not in outside:
            return None
        if words.dep[word] == "acl" and not line.comma(p) and words.form[head].lower() not in lists().documents:
            return speaker_at(people, *phrase_at(people, head, outside, line.at[p]))
        if words.dep[word] == "advcl" and line.comma(p) and (sayer := _that_holds(line, head, outside)) is not None:
            head = sayer  # Police said Brandt left, adding that
        word = head
        if words.tag[word][:2] in ("VB", "MD"):
            for c in line.children[word]:
                form = words.form[c].lower()
                if words.dep[c] == "nsubj" and c in outside and form not in lists().nobody | lists().when | RELATIVE:
                    return speaker_at(people, *phrase_at(people, c, outside, line.at[p]))
    return None


def _that_holds(line: Line, verb: int, outside: frozenset[int]) -> int | None:
    """The verb of saying whose clause this verb is the head of."""
    words = line.words
    above = words.head[verb]
    if words.dep[verb] != "ccomp" or above not in outside or above > verb or cue_class(words, above) != "speech":
        return None
    return above
