"""Which cue claims a quote, and whether the quote is direct, mixed, or none at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.quotes.cues import Cues
from transforms.annotate.quotes.frames import Frame
from transforms.annotate.quotes.not_quotes import is_bare, is_term, is_title, looks_whole
from transforms.annotate.words import Words

REACH = 40  # words between a cue and its quote
RUNS_ON = frozenset(",?!—–-…")  # what a quote ends with when its cue follows
LEADS_IN = frozenset([",", ":", "—", "–", "--", "-", "...", "…"])
TAKES_A_NAME = frozenset(
    ["told", "tells", "telling", "tell", "asked", "reported", "reports", "quoted", "cited", "citing", "quoting"]
)
LONG = 5  # words: long enough to be speech though it has no cue


@dataclass(frozen=True)
class Claim:
    """`kind`: direct or mixed; `cue`: word number or None; `segment`: the words of the stretch that the cue stands in."""

    kind: str
    cue: int | None = None
    group: str | None = None
    segment: tuple[int, ...] = ()


def claim(words: Words, frame: Frame, k: int, cues: Cues, carries: bool) -> Claim | None:
    """What quote `k` of the sentence is; None when it is no quote. `carries`: the quote before it in the sentence is direct."""
    held = frame.quotes[k]
    before, after = frame.before(k)[-REACH:], frame.after(k)[:REACH]
    earlier = frame.outside[max(0, held.at - REACH) : held.at]
    final = words.text[held.quoted.end - 1]
    led, follows = _last_cue(words, before, cues), _first_cue(words, after, cues)
    if follows is None and final == ",":  # “…,” said across another quote: “…,” Reyes, known as “Tom,” said
        follows = _first_cue(words, frame.outside[held.at : held.at + REACH], cues)
        after = frame.outside[held.at : held.at + REACH]
    runs_on = final in RUNS_ON or (bool(after) and words.form[after[0]] == "," and not before)
    length = sum(any(map(str.isalnum, words.form[i])) for i in range(held.first, held.last))
    bare = is_bare(words, before)
    lead_in = bool(before) and words.form[before[-1]] in LEADS_IN
    whole = looks_whole(words, held)

    # MSNBC's “Morning Joe,” told “Fox and Friends”
    if (
        before
        and not bare
        and is_title(words, held)
        and not lead_in
        and (led is None or led != before[-1] or words.form[led] in TAKES_A_NAME)
    ):
        return None
    # “…,” X said
    if follows is not None and runs_on and cues.of(words, follows) != "content" and (bare or whole or not led):
        group = cues.of(words, follows)
        if bare or whole or carries:
            return Claim("direct", follows, group, tuple(after))
        return Claim("mixed", follows, group, tuple(after))
    # X said: “…”, X said, “…”, “…,” X said, “…”
    if led is not None:
        group = cues.of(words, led)
        if is_term(words, held, before, led, group == "content"):
            return None
        near = before[-1] == led or (lead_in and not bare)
        colon = bool(before) and words.form[before[-1]] == ":"
        if group != "content" and (
            (near and whole and length > 2)
            or (carries and lead_in)
            or (colon and length > 2)
            or (near and lead_in and length > 3)
        ):
            return Claim("direct", led, group, tuple(before))
        return Claim("mixed", led, group, tuple(before))
    if follows is not None and cues.of(words, follows) != "content":
        group = cues.of(words, follows)
        if is_term(words, held, before, follows, False):
            return None
        if bare and (whole or length >= LONG) and after.index(follows) <= 4:
            return Claim("direct", follows, group, tuple(after))
        if length >= LONG or after.index(follows) <= 6:
            return Claim("mixed", follows, group, tuple(after))
    other = _last_cue(words, earlier, cues)
    if other is not None:
        if is_term(words, held, before, other, False):
            return None
        return Claim("mixed", other, cues.of(words, other), tuple(earlier))
    if is_term(words, held, before, None, False):
        return None
    if bare and is_bare(words, after) and (whole or length >= LONG):
        return Claim("direct")
    if lead_in and words.form[before[-1]] == ":" and whole and length >= LONG:
        return Claim("direct", None, None, tuple(before))
    if bare and whole and length >= LONG and (final in ".?!" or runs_on):
        return Claim("direct", None, None, tuple(after))
    return Claim("mixed") if length >= LONG else None


def _last_cue(words: Words, segment: Sequence[int], cues: Cues) -> int | None:
    """The cue that stands nearest before; a verb of saying is better than one of content."""
    found = [i for i in segment if cues.of(words, i)]
    strong = [i for i in found if cues.of(words, i) in ("speech", "phrase")]
    last = segment[-1] if segment else -1
    near = [i for i in found if i >= last - 1]
    choice = near[:1] or strong[-1:] or found[-1:]
    return choice[0] if choice else None


def _first_cue(words: Words, segment: Sequence[int], cues: Cues) -> int | None:
    found = [i for i in segment if cues.of(words, i) in ("speech", "phrase", "loose")]
    strong = [i for i in found if cues.of(words, i) != "loose"]
    return next(iter(strong or found), None)
