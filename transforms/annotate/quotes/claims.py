"""Which cue claims a quote, and whether the quote is direct, mixed, or none at all."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.not_quotes import has_a_name, is_bare, is_term, is_title, looks_whole
from transforms.annotate.quotes.sentences import Frame, Held, is_signed
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

REACH = 40  # words between a cue and its quote
RUNS_ON = frozenset(",?!—–-…")  # what a quote ends with when its cue follows
LEADS_IN = frozenset([",", ":", "—", "–", "--", "-", "...", "…"])
LONGEST_LABEL = 5  # words of a name before a colon
PLACES = frozenset(["GPE", "LOC", "FAC"])  # WENDBURY: “…”
SHORTEST_SENTENCE = 3  # words, without a full stop
LONG = 5  # words: long enough to be speech though it has no cue


@dataclass(frozen=True)
class Claim:
    """`kind`: direct or mixed; `cue`: word number or None; `segment`: the words of the stretch that the cue stands in."""

    kind: str
    cue: int | None = None
    group: str | None = None
    segment: tuple[int, ...] = ()


NO_QUOTE = Claim("none")


@dataclass(frozen=True)
class _Looks:
    """What is to be seen of a quote and around it. `before`, `after`: words up to the next quotes; `earlier`: all before it."""

    words: Words
    held: Held
    before: Sequence[int]
    after: Sequence[int]
    earlier: Sequence[int]
    led: int | None  # the cue before
    follows: int | None  # the cue after
    final: str  # its last character
    length: int  # in words
    bare: bool  # nothing but "But" before it
    lead_in: bool  # a comma, colon or dash before it
    whole: bool  # begins like a sentence
    carries: bool

    @property
    def runs_on(self) -> bool:
        return self.final in RUNS_ON or (bool(self.after) and self.words.form[self.after[0]] == "," and not self.before)

    @property
    def colon(self) -> bool:
        return bool(self.before) and self.words.form[self.before[-1]] in (":", "):")

    def that(self, cue: int) -> bool:
        """X said that “…”: a clause of the reporter begins between cue and quote."""
        return any(i > cue and self.words.form[i].lower() == "that" and self.words.dep[i] == "mark" for i in self.before)

    def clause(self, cue: int) -> bool:
        """X said it was late, “with …”: a clause of the reporter stands between cue and quote."""
        words = self.words
        clauses = {i for i in self.before if i > cue and words.dep[i] == "ccomp" and words.head[i] == cue}
        return any(i > cue and words.dep[i] in ("nsubj", "nsubjpass", "expl") and words.head[i] in clauses for i in self.before)

    def group(self, cue: int) -> str | None:
        return cue_class(self.words, cue)

    def is_term(self, cue: int | None, content: bool = False) -> bool:
        return is_term(self.words, self.held, self.before, cue, content)


def claim(words: Words, frame: Frame, k: int, carries: bool) -> Claim | None:
    """What quote `k` of the sentence is; None when it is no quote. `carries`: the quote before it in the sentence is direct."""
    looks = _looks(words, frame, k, carries)
    for rule in (_named, _followed, _led, _followed_loosely, _led_from_afar, _labelled, _uncued):
        found = rule(looks)
        if found is not None:
            return None if found is NO_QUOTE else found
    return None


def _looks(words: Words, frame: Frame, k: int, carries: bool) -> _Looks:
    held = frame.quotes[k]
    before, after = frame.before(k)[-REACH:], frame.after(k)[:REACH]
    led = _last_cue(words, before)
    final, follows = words.text[held.quoted.end - 1], _first_cue(words, after)
    if follows is None and final == ",":  # across another quote: “…,” Reyes, known as “Tom,” said
        after = frame.outside[held.at : held.at + REACH]
        follows = _first_cue(words, after)
    return _Looks(
        words,
        held,
        before,
        after,
        earlier=frame.outside[max(0, held.at - REACH) : held.at],
        led=None if led is None or _comes_to_its_main_clause(words, led, before) else led,
        follows=follows,
        final=final,
        length=sum(any(map(str.isalnum, words.form[i])) for i in range(held.first, held.last)),
        bare=is_bare(words, before),
        lead_in=bool(before) and (words.form[before[-1]] in LEADS_IN or words.form[before[-1]] == "):"),
        whole=looks_whole(words, held),
        carries=carries,
    )


def _named(looks: _Looks) -> Claim | None:
    """No quote: the station’s “Morning Tide,” told “Bridges and Rivers”, a paper called “Bees at Night,” Brandt (“AB”)."""
    if has_a_name(looks.words, looks.held, looks.before, looks.after):
        return NO_QUOTE
    if looks.bare or looks.lead_in or not is_title(looks.words, looks.held):
        return None
    said = (
        looks.led is not None
        and looks.led == looks.before[-1]
        and looks.words.form[looks.led] not in reporting_verbs().before_name
    )
    return None if said else NO_QUOTE


def _followed(looks: _Looks) -> Claim | None:
    """“…,” X said"""
    cue = looks.follows
    if cue is None or not looks.runs_on or not (looks.bare or looks.whole or not looks.led):
        return None
    kind = "direct" if looks.bare or looks.whole or looks.carries else "mixed"
    return Claim(kind, cue, looks.group(cue), tuple(looks.after))


def _led(looks: _Looks) -> Claim | None:
    """X said: “…”; X said, “…”; “…,” X said, “…”; X said that it was “…”"""
    cue = looks.led
    if cue is None:
        return None
    group = looks.group(cue)
    if looks.is_term(cue, group == "content"):
        return NO_QUOTE
    near = looks.before[-1] == cue or (looks.lead_in and not looks.bare)
    direct = (
        group != "content"
        and not looks.that(cue)
        and (
            (near and looks.whole and looks.length > 2)
            or (looks.carries and looks.lead_in)
            or (looks.colon and (looks.length > 2 or (looks.whole and looks.final in ".?!")))
            or (near and looks.lead_in and looks.length > 3 and (looks.whole or not looks.clause(cue)))
        )
    )
    return Claim("direct" if direct else "mixed", cue, group, tuple(looks.before))


def _followed_loosely(looks: _Looks) -> Claim | None:
    """A cue after it, though the quote's end does not lead to it: “…” is what X said"""
    cue = looks.follows
    if cue is None:
        return None
    if looks.is_term(cue):
        return NO_QUOTE
    far, group = looks.after.index(cue), looks.group(cue)
    if looks.bare and (looks.whole or looks.length >= LONG) and far <= 4:
        return Claim("direct", cue, group, tuple(looks.after))
    return Claim("mixed", cue, group, tuple(looks.after)) if looks.length >= LONG or far <= 6 else None


def _led_from_afar(looks: _Looks) -> Claim | None:
    """X said that “…” and that it was “…”: the cue stands before the quote before."""
    cue = _last_cue(looks.words, looks.earlier)
    if cue is None or (cue in looks.before and _comes_to_its_main_clause(looks.words, cue, looks.before)):
        return None
    return NO_QUOTE if looks.is_term(cue) else Claim("mixed", cue, looks.group(cue), tuple(looks.earlier))


def _labelled(looks: _Looks) -> Claim | None:
    """On a line of its own, however short: Tom Reed: “We won.”; Ana Brandt (Labour): “We will not pay”"""
    words, name = looks.words, [*looks.before]
    if looks.after or looks.earlier != looks.before or not looks.colon or not looks.whole:
        return None
    if words.form[name[-1]] == ":":
        name.pop()
    if name and words.form[name[-1]] in (")", "):"):
        name = [*takewhile(lambda i: words.form[i] != "(", name)]
    if not 0 < len(name) <= LONGEST_LABEL or not all(words.tag[i].startswith("NNP") for i in name):
        return None
    n = bisect_right(words.names, name[-1], key=lambda found: found.first)
    if n and words.names[n - 1].last > name[-1] and words.names[n - 1].label in PLACES:
        return None
    ended = looks.final in ".?!" or (looks.length >= SHORTEST_SENTENCE and not is_title(words, looks.held))
    return Claim("direct", segment=tuple(looks.before)) if ended else None


def _uncued(looks: _Looks) -> Claim | None:
    """No cue in the sentence: signed, standing alone, after a colon, or just long."""
    if looks.bare and looks.whole and is_signed(looks.words, looks.after):
        return Claim("direct")
    if looks.is_term(None):
        return NO_QUOTE
    if looks.bare and is_bare(looks.words, looks.after) and (looks.whole or looks.length >= LONG):
        return Claim("direct")
    if looks.length < LONG:
        return None
    if looks.whole and looks.colon:
        return Claim("direct", segment=tuple(looks.before))
    if looks.whole and looks.bare and (looks.final in ".?!" or looks.runs_on):
        return Claim("direct", segment=tuple(looks.after))
    return Claim("mixed")


def _last_cue(words: Words, segment: Sequence[int]) -> int | None:
    """The cue that stands nearest before; a verb of saying is better than one of content."""
    found = [i for i in segment if cue_class(words, i)]
    strong = [i for i in found if cue_class(words, i) in ("speech", "phrase")]
    last = segment[-1] if segment else -1
    near = [i for i in found if i >= last - 1]
    choice = near[:1] or strong[-1:] or found[-1:]
    return choice[0] if choice else None


def _comes_to_its_main_clause(words: Words, cue: int, before: Sequence[int]) -> bool:
    """When Brandt suggested a tax, Reyes fired back: “…”"""
    above: set[int] = set()
    verb = cue
    while words.head[verb] != verb and len(above) < REACH:
        verb = words.head[verb]
        above.add(verb)
    return any(i > cue and words.dep[i] in ("nsubj", "nsubjpass") and words.head[i] in above for i in before)


def _first_cue(words: Words, segment: Sequence[int]) -> int | None:
    # “…,” including ending the sales: a participle after a preposition claims nothing
    found = [i for i in segment if cue_class(words, i) in ("speech", "phrase", "loose") and words.dep[i] != "pcomp"]
    strong = [i for i in found if cue_class(words, i) != "loose"]
    return next(iter(strong or found), None)
