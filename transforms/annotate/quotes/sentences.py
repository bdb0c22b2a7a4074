"""A paragraph as reporter's sentences with quotes in them, each quote an atom: the parser's sentences inside it don't count."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.marks import Quoted
from transforms.annotate.words import Words

ENDS = frozenset([".", "?", "!", "…", "...", "....", "?!", "!!"])
SOFT = frozenset("?!—–…")  # “Really?” Reyes asked.
SIGNED = frozenset(["—", "–", "-", "--", "―"])  # “…” ― Ana Brandt
SHORT_FORM_ENDS = 3  # blanks in a quote that may begin a sentence of its own
CUE_WITHIN = 8  # words after a soft end
CUE_AFTER_A_NAME = 20  # when a name and what it is stand between
MARKS = frozenset(['"', "“", "”", "„", "‟", "«", "»", "''", "``", "'", "‘", "’", "‚"])


@dataclass
class Held:
    """A quote in a frame. `first`, `last` (excluded): its words without marks; `at`: how many words of the frame precede it."""

    quoted: Quoted
    first: int
    last: int
    at: int


@dataclass
class Frame:
    """One sentence of the reporter. `outside`: the numbers of its words outside quotes, in order."""

    paragraph: int
    outside: list[int] = field(default_factory=list)
    quotes: list[Held] = field(default_factory=list)

    def before(self, k: int) -> list[int]:
        """The words between the quote before (or the frame's start) and quote `k`."""
        return self.outside[self.quotes[k - 1].at if k else 0 : self.quotes[k].at]

    def after(self, k: int) -> list[int]:
        """The words between quote `k` and the next (or the frame's end)."""
        return self.outside[self.quotes[k].at : self.quotes[k + 1].at if k + 1 < len(self.quotes) else None]


def frames(words: Words, quotes: Sequence[Quoted]) -> list[Frame]:
    """All frames of a text, in order."""
    out: list[Frame] = []
    k = 0
    for paragraph, (first, last) in enumerate(words.paragraphs):
        frame, i = Frame(paragraph), first
        while i < last:
            while k < len(quotes) and quotes[k].closing <= words.start[i]:
                k += 1  # no word begins in it
            if k < len(quotes) and words.start[i] >= quotes[k].opening:
                quote = quotes[k]
                k += 1
                if frame.quotes and _abbreviated_end(words, quote, frame):
                    out.append(frame)
                    frame = Frame(paragraph)
                begin = max(i, bisect_left(words.start, quote.start))
                end = max(begin, bisect_left(words.start, quote.end))
                frame.quotes.append(Held(quote, begin, end, len(frame.outside)))
                i = max(end, bisect_left(words.start, quote.closing))
                if i < last and _ends(words, quote, i, last, frame):
                    out.append(frame)
                    frame = Frame(paragraph)
                continue
            if words.form[i] not in MARKS and words.form[i].strip():
                frame.outside.append(i)
            i += 1
            if words.form[i - 1] in ENDS and (frame.quotes or frame.outside) and words.form[i : i + 1] not in ([")"], ["]"]):
                out.append(frame)
                frame = Frame(paragraph)
        if frame.quotes or frame.outside:
            out.append(frame)
    return out


def _abbreviated_end(words: Words, quote: Quoted, frame: Frame) -> bool:
    """The stop of a short form ends the sentence: “…,” said Reyes, a farmer from Vernal, Utah, U.S. “We want it.”"""
    last = words.form[frame.outside[-1]] if frame.outside else ""
    if len(frame.outside) <= frame.quotes[-1].at or len(last) < 3 or not last.endswith(".") or last in lists().before_names:
        return False
    said = words.text[quote.start : quote.end]
    return said[:1].isupper() and said.count(" ") >= SHORT_FORM_ENDS


def is_signed(words: Words, after: Sequence[int]) -> bool:
    """“…” — Ana Brandt"""
    return len(after) > 1 and words.form[after[0]] in SIGNED and words.form[after[1]][:1].isupper()


def _ends(words: Words, quote: Quoted, i: int, last: int, frame: Frame) -> bool:
    """Whether the reporter's sentence ends with this quote; word `i` is the one after it."""
    final = words.text[quote.end - 1]
    if final not in SOFT and final not in ".":
        return False
    if words.form[i] in ENDS or words.form[i] in (",", ";"):
        return False
    if is_signed(words, range(i, min(i + 2, last))):
        return False
    rest = list(_sentence(words, i, last, CUE_AFTER_A_NAME if _names_someone(words, i, last) else CUE_WITHIN))
    cue = next((n for n, j in enumerate(rest) if cue_class(words, j) in ("speech", "loose")), None)
    if final in SOFT:
        comma = bool(frame.outside) and words.form[frame.outside[-1]] in (",", ":")
        led = any(cue_class(words, j) for j in frame.outside[-10 if comma else -3 :])
        return led or cue is None
    # “We won.” said Reyes: a full stop for a comma
    return not (words.form[i][:1].islower() and cue is not None and cue <= 2)


def _names_someone(words: Words, i: int, last: int) -> bool:
    """A name and a comma: “Really?” Reyes, a retired worker from the mill, asked."""
    comma = next((j for j in range(i + 1, min(last, i + 4)) if words.form[j] == ","), None)
    return comma is not None and all(words.tag[j] == "NNP" for j in range(i, comma))


def _sentence(words: Words, i: int, last: int, most: int) -> Iterator[int]:
    """The next few words outside quotes, up to the sentence's end."""
    for j in range(i, min(last, i + most)):
        if words.form[j] in ENDS or words.form[j] in MARKS:
            return
        yield j
