"""Compares two records of one article, given as JSON rows: fields, paragraphs, removals, notes, quotes and entities."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Row = Mapping[str, Any]
Change = dict[str, Any]  # `was` and `now`; None where only the other record has it
MIN_SIMILARITY = 0.5  # share of common words from which two paragraphs or quotes count as one that changed
MAX_PAIRS = 10_000  # old times new paragraphs; above it, no similar pairs are looked for
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Fields that identify the record, and are not part of its content.
RECORD_NUMBERS = ("id", "version", "revision", "previous", "run", "changed")
SEPARATE_PARTS = ("text", "removals", "notes", "quotes", "entities")


def difference(a: Row, b: Row) -> dict[str, Any]:
    """What changed from `a` to `b`, by part; an empty part has not changed. `places`: whether only offsets changed.

    Quotes and entities that only moved because the text before them changed count as unchanged.
    """
    found: dict[str, Any] = {
        "fields": field_changes(a, b),
        "text": paragraph_changes(a["text"].split("\n"), b["text"].split("\n")),
        "removals": removal_changes(a["removals"], b["removals"]),
        "notes": note_changes(a.get("notes") or (), b.get("notes") or ()),
        "quotes": quote_changes(a["quotes"], b["quotes"]),
        "entities": entity_changes(a["entities"], b["entities"]),
    }
    found["places"] = not differs(found) and any((a.get(name) or []) != (b.get(name) or []) for name in SEPARATE_PARTS)
    return found


def differs(found: Mapping[str, Any]) -> bool:
    """Whether a result of `difference` has any change.

    >>> differs({"fields": {}, "quotes": {"gone": [], "new": []}}), differs({"quotes": {"gone": ["We stay."]}})
    (False, True)
    """
    return any(any(part.values()) if isinstance(part, dict) else part for part in found.values())


def field_changes(a: Row, b: Row) -> dict[str, Change]:
    """Changes of the title and other simple fields, by name. A field that a record lacks is None."""
    names = (name for name in dict.fromkeys((*a, *b)) if name not in (*RECORD_NUMBERS, *SEPARATE_PARTS))
    return {name: {"was": a.get(name), "now": b.get(name)} for name in names if a.get(name) != b.get(name)}


def paragraph_changes(was: Sequence[str], now: Sequence[str]) -> list[Change]:
    """The paragraphs that differ, in order.

    >>> paragraph_changes(["One.", "The ferry stays."], ["The ferry leaves.", "Two."])
    [{'was': 'One.', 'now': None}, {'was': 'The ferry stays.', 'now': 'The ferry leaves.'}, {'was': None, 'now': 'Two.'}]
    """
    out: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            out += [{"was": one, "now": other} for one, other in _paired_texts(was[a:b], now[c:d])]
    return out


def marked_words(was: str, now: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with True if the other text does not have it.

    >>> marked_words("It stays.", "It leaves.")
    ([('It ', False), ('stays', True), ('.', False)], [('It ', False), ('leaves', True), ('.', False)])
    """
    one, other = WORDS.findall(was), WORDS.findall(now)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, piece in ((left, "".join(one[a:b])), (right, "".join(other[c:d]))):
            if piece:
                side.append((piece, tag != "equal"))
    return left, right


def removal_changes(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """Removals that only one record has, `lost` and `gained`. Their offsets are not compared."""
    gone, new = _unmatched(was, now, lambda r: (r["rule"], r["where"], r["text"].strip("\n")))
    return {"lost": [_removal(r) for r in gone], "gained": [_removal(r) for r in new]}


def note_changes(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """Notes that only one record has, `gone` and `new`. Their offsets are not compared."""
    gone, new = _unmatched(was, now, lambda note: (note["kind"], note["text"]))
    return {"gone": [_note(note) for note in gone], "new": [_note(note) for note in new]}


def quote_changes(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """`gone`, `new`, `altered` (other words) and `changed` (same words; other speaker, cue, addressee or kind)."""
    changes: dict[str, list[Change]] = {"gone": [], "new": [], "altered": [], "changed": []}
    same_words, old_rest, new_rest = _pairs_of_same_words(was, now)
    for one, other in _paired_rows(old_rest, new_rest):
        if one and other and one["said"] == other["said"]:
            same_words.append((one, other))  # moved
        elif one and other:
            changes["altered"].append({"was": _quote(one), "now": _quote(other)})
        elif one:
            changes["gone"].append(_quote(one))
        elif other:
            changes["new"].append(_quote(other))
    for one, other in sorted(same_words, key=lambda pair: pair[1]["start"]):
        if _quote(one) != _quote(other):
            changes["changed"].append({"was": _quote(one), "now": _quote(other)})
    return changes


def _pairs_of_same_words(was: Sequence[Row], now: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Quotes with the same words at the same place in the sequence, paired, and the rest of both lists."""
    pairs: list[tuple[Row, Row]] = []
    matcher = SequenceMatcher(None, [q["said"] for q in was], [q["said"] for q in now], autojunk=False)
    for start, other_start, length in matcher.get_matching_blocks():
        pairs += zip(was[start : start + length], now[other_start : other_start + length], strict=True)
    old_paired, new_paired = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return pairs, [q for q in was if id(q) not in old_paired], [q for q in now if id(q) not in new_paired]


def entity_changes(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """`gone`, `new` and `changed`: an entity with a common mention that has another name, type, role or mention."""
    found: dict[str, list[Change]] = {"gone": [], "new": [], "changed": []}
    left, pairs = list(now), []
    keys: tuple[Callable[[Row, Row], bool], ...] = (
        lambda a, b: (a["name"], a["type"]) == (b["name"], b["type"]),
        lambda a, b: bool(a["name"] == b["name"]),
        lambda a, b: bool(_name_forms(a) & _name_forms(b)),
    )
    rest = list(was)
    for same_entity in keys:  # the most certain kind of match first, for all entities
        for entity in list(rest):
            if counterpart := next((other for other in left if same_entity(entity, other)), None):
                pairs.append((entity, counterpart))
                rest.remove(entity)
                left.remove(counterpart)
    found["gone"], found["new"] = [_entity(e) for e in rest], [_entity(e) for e in left]
    found["changed"] = [
        {"was": one, "now": other} for one, other in ((_entity(a), _entity(b)) for a, b in pairs) if one != other
    ]
    return found


def _paired_texts(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Old and new paragraphs, paired in order where they are similar."""
    rows = ([{"said": text} for text in each] for each in (was, now))
    for one, other in _paired_rows(*rows):
        yield one["said"] if one else None, other["said"] if other else None


def _paired_rows(was: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    at = 0
    search = len(was) * len(now) <= MAX_PAIRS
    for one in was:
        similarities = [(word_similarity(one["said"], now[k]["said"]), -k) for k in range(at, len(now))] if search else []
        best, place = max(similarities, default=(0.0, 0))
        if best < MIN_SIMILARITY:
            yield one, None
            continue
        yield from ((None, other) for other in now[at:-place])
        yield one, now[-place]
        at = 1 - place
    yield from ((None, other) for other in now[at:])


def word_similarity(one: str, other: str) -> float:
    """The share of common words, in order, from 0 to 1; 0 when it is below MIN_SIMILARITY."""
    words = one.casefold().split(), other.casefold().split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= MIN_SIMILARITY and matcher.quick_ratio() >= MIN_SIMILARITY else 0.0


def _unmatched(was: Iterable[Row], now: Sequence[Row], key: Callable[[Row], Any]) -> tuple[list[Row], list[Row]]:
    new, gone = list(now), []
    for row in was:
        counterpart = next((other for other in new if key(other) == key(row)), None)
        gone += [] if counterpart else [row]
        if counterpart:
            new.remove(counterpart)
    return gone, new


def _removal(removal: Row) -> Change:
    return {"rule": removal["rule"], "where": removal["where"], "text": removal["text"].strip("\n")}


def _note(note: Row) -> Change:
    return {"kind": note["kind"], "text": note["text"]}


def _quote(quote: Row) -> Change:
    speaker = quote["speaker"] or {}
    return {
        "said": quote["said"],
        "speaker": speaker.get("name") or speaker.get("text"),
        "role": speaker.get("role"),
        "affiliation": speaker.get("affiliation"),
        "cue": (quote["cue"] or {}).get("text"),
        "addressee": quote["addressee"],
        "kind": quote["kind"],
        "confidence": quote["confidence"],
    }


def _entity(entity: Row) -> Change:
    return {
        "name": entity["name"],
        "type": entity["type"],
        "roles": [{k: role[k] for k in ("role", "affiliation")} for role in entity["roles"]],
        "mentions": [mention["text"] for mention in entity["mentions"]],
    }


def _name_forms(entity: Row) -> set[str]:
    return {m["text"] for m in entity["mentions"] if m["kind"] == "name"}
