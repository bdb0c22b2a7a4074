"""What changed between two records of one article, as JSON rows: fields, paragraphs, removals, quotes, entities."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Row = Mapping[str, Any]
Change = dict[str, Any]  # `was` and `now`; None for what is only in one of them
LIKE = 0.5  # share of words that two paragraphs, or two quotes, have in common to be one that changed
MOST_PAIRS = 10_000  # paragraphs gone times paragraphs new; beyond, no pairs are looked for
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
NUMBERS = ("id", "version", "revision", "previous", "run", "changed")  # say which record it is, not what it holds
APART = ("text", "removals", "quotes", "entities")


def difference(a: Row, b: Row) -> dict[str, Any]:
    """What changed from `a` to `b`; a part that is empty has not changed. `places`: nothing that is told did, but offsets did.

    Quotes and entities that only moved, since the text before them changed, are the same.
    """
    found: dict[str, Any] = {
        "fields": fields(a, b),
        "text": paragraphs(a["text"].split("\n"), b["text"].split("\n")),
        "removals": removals(a["removals"], b["removals"]),
        "quotes": quotes(a["quotes"], b["quotes"]),
        "entities": entities(a["entities"], b["entities"]),
    }
    found["places"] = not differs(found) and any(a[name] != b[name] for name in APART)
    return found


def differs(found: Mapping[str, Any]) -> bool:
    """Whether a difference is one.

    >>> differs({"fields": {}, "quotes": {"gone": [], "new": []}}), differs({"quotes": {"gone": ["We stay."]}})
    (False, True)
    """
    return any(any(part.values()) if isinstance(part, dict) else part for part in found.values())


def fields(a: Row, b: Row) -> dict[str, Change]:
    """Title and all that is said of the article and its making, by name. A field that one of them lacks is None there."""
    names = (name for name in dict.fromkeys((*a, *b)) if name not in (*NUMBERS, *APART))
    return {name: {"was": a.get(name), "now": b.get(name)} for name in names if a.get(name) != b.get(name)}


def paragraphs(was: Sequence[str], now: Sequence[str]) -> list[Change]:
    """The paragraphs that differ, in their order.

    >>> paragraphs(["One.", "The ferry stays."], ["The ferry leaves.", "Two."])
    [{'was': 'One.', 'now': None}, {'was': 'The ferry stays.', 'now': 'The ferry leaves.'}, {'was': None, 'now': 'Two.'}]
    """
    out: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            out += [{"was": one, "now": other} for one, other in _paired(was[a:b], now[c:d])]
    return out


def marked(was: str, now: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces; True for words that the other has not.

    >>> marked("It stays.", "It leaves.")
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


def removals(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """Cuts that only one of them has, with their rules; where they stand does not count."""
    gone, new = _without_common(was, now, lambda r: (r["rule"], r["where"], r["text"].strip("\n")))
    return {"lost": [_cut(r) for r in gone], "gained": [_cut(r) for r in new]}


def quotes(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """`gone` and `new`; `altered`: other words; `changed`: the same words with another speaker, cue, addressee or kind."""
    found: dict[str, list[Change]] = {"gone": [], "new": [], "altered": [], "changed": []}
    same, *unmatched = _with_the_same_words(was, now)
    for one, other in _paired_rows(*unmatched):
        if one and other and one["said"] == other["said"]:
            same.append((one, other))  # it stands elsewhere now
        elif one and other:
            found["altered"].append({"was": _quote(one), "now": _quote(other)})
        elif one:
            found["gone"].append(_quote(one))
        elif other:
            found["new"].append(_quote(other))
    pairs = ((_quote(one), _quote(other)) for one, other in sorted(same, key=lambda pair: pair[1]["start"]))
    found["changed"] = [{"was": one, "now": other} for one, other in pairs if one != other]
    return found


def _with_the_same_words(was: Sequence[Row], now: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of quotes whose words are equal and in the same order, then the other old and the other new quotes."""
    pairs: list[tuple[Row, Row]] = []
    old_words, new_words = ([quote["said"] for quote in side] for side in (was, now))
    for tag, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(was[a:b], now[c:d], strict=True)
    old_paired, new_paired = {id(old) for old, _ in pairs}, {id(new) for _, new in pairs}
    return pairs, [q for q in was if id(q) not in old_paired], [q for q in now if id(q) not in new_paired]


def entities(was: Sequence[Row], now: Sequence[Row]) -> dict[str, list[Change]]:
    """`gone` and `new`; `changed`: another name or type for one with a mention in common, other roles, or other mentions."""
    found: dict[str, list[Change]] = {"gone": [], "new": [], "changed": []}
    left, pairs = list(now), []
    keys: tuple[Callable[[Row, Row], bool], ...] = (
        lambda a, b: (a["name"], a["type"]) == (b["name"], b["type"]),
        lambda a, b: bool(a["name"] == b["name"]),
        lambda a, b: bool(_names(a) & _names(b)),
    )
    rest = list(was)
    for alike in keys:  # the surest first, for all of them
        for entity in list(rest):
            if twin := next((other for other in left if alike(entity, other)), None):
                pairs.append((entity, twin))
                rest.remove(entity)
                left.remove(twin)
    found["gone"], found["new"] = [_entity(e) for e in rest], [_entity(e) for e in left]
    found["changed"] = [
        {"was": one, "now": other} for one, other in ((_entity(a), _entity(b)) for a, b in pairs) if one != other
    ]
    return found


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Old and new paragraphs side by side where they are alike, in order; alone where they are not."""
    rows = ([{"said": text} for text in each] for each in (was, now))
    for one, other in _paired_rows(*rows):
        yield one["said"] if one else None, other["said"] if other else None


def _paired_rows(was: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    at = 0
    search = len(was) * len(now) <= MOST_PAIRS
    for one in was:
        likes = [(alike(one["said"], now[k]["said"]), -k) for k in range(at, len(now))] if search else []
        best, place = max(likes, default=(0.0, 0))
        if best < LIKE:
            yield one, None
            continue
        yield from ((None, other) for other in now[at:-place])
        yield one, now[-place]
        at = 1 - place
    yield from ((None, other) for other in now[at:])


def alike(one: str, other: str) -> float:
    """The share of words in common, in order; 0 to 1."""
    words = one.casefold().split(), other.casefold().split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0.0


def _without_common(was: Iterable[Row], now: Sequence[Row], key: Callable[[Row], Any]) -> tuple[list[Row], list[Row]]:
    new, gone = list(now), []
    for row in was:
        twin = next((other for other in new if key(other) == key(row)), None)
        gone += [] if twin else [row]
        if twin:
            new.remove(twin)
    return gone, new


def _cut(removal: Row) -> Change:
    return {"rule": removal["rule"], "where": removal["where"], "text": removal["text"].strip("\n")}


def _quote(quote: Row) -> Change:
    who = quote["speaker"] or {}
    return {
        "said": quote["said"],
        "speaker": who.get("name") or who.get("text"),
        "role": who.get("role"),
        "affiliation": who.get("affiliation"),
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


def _names(entity: Row) -> set[str]:
    return {m["text"] for m in entity["mentions"] if m["kind"] == "name"}
