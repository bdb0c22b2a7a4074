"""The cleaning rule for lines that a site repeats on page after page ("furniture"), known from earlier commits.

The known lines are passed in as a value (from `commit_log/line_counts.py`); without them the rule finds nothing.
It never cuts attributed speech, subheads ("What happened next", "Key events"), or sentences that may be background which a
newsroom repeats from story to story: a whole sentence is cut only where it addresses the reader or at an end of the text.

Measured: precision 0.99 of 107 lines in trafilatura's text of 398 news pages of 150 sites, known from another page, 2026-11-25
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from transforms.articles import Article
from transforms.records import Removal
from transforms.text import Span, paragraphs
from transforms.web.sites import host_without_edition

WIDTH = 16  # bytes of a line's key
LONGEST = 300  # characters; no furniture is longer that other rules would not know by its words
FEWEST_WORDS = 3  # "Key events", "6:05 p.m.", "— Jane Roe" come again by right
SUBHEAD_WORDS = 8  # "What you need to know", "How did it come to this?"
LABEL_WORDS = 6  # a line without a sentence's end and with fewer words is mostly a subhead, unless it speaks to the reader
SENTENCE_WORDS = 10  # "The trial continues." ends many an article
LARGEST_SHARE = 0.3  # of an article's words; more says that the article itself has stood here before
WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]{2}")  # "6:05 p.m." has no word
SENTENCE_END = re.compile(r"""[.!?…]["”’»)\]]{0,3}$""")
# Words between marks: whoever said them, the rule leaves them alone.
QUOTED = re.compile(r"[\"“„«][^\"”“»]*?(?:\w+\W+){2}\w+[^\"”“»]*[\"”“»]")
# "No arrests have been made, police said.": speech without marks, which newsrooms repeat from day to day.
SPEAKS = re.compile(
    r"(?i)\b(?:said|says|told|according to|sagte|sagten|laut|teilte|zufolge|a (?:dit|déclaré)|selon|dijo|según|ha detto)\b"
)
ASKS = re.compile(
    r"(?i)(?:what|how|why|who|when|where|which|was|wie|warum|wer|wann|wo|comment|pourquoi|qui|quand|où|qué|cómo|quién)\b"
)
# Who is spoken to, and who speaks: the paper. German "Sie" only with its capital, and not as the first word.
READER = re.compile(r"""(?x) (?<![\w.])
    (?: (?i: you | yours? | we | our | ours | wir | unser\w{0,2} | dein\w{0,2} | dich | vous | votre | vos | nous | notre
      | ustede?s? | nuestr[oa]s? | jouw | onze | nostr[oaie] | você | noss[oa]s? )
      | (?<!^) (?: Sie | Ihnen | Ihre[nmrs]? ) )
    (?!\w)
""")


def line_keys(url: str, text: str) -> frozenset[bytes]:
    """Keys of the lines of a page that may be furniture, each once; 16 bytes that differ from site to site."""
    site = host_without_edition(url)
    return frozenset(_key(site, said) for line in paragraphs(text) if (said := _may_be(line.of(text))))


@dataclass(frozen=True)
class Furniture:
    """The rule. `known`: keys of lines that are furniture, sorted, as one value that travels to workers."""

    known: bytes = b""
    name: str = "furniture"

    def find(self, article: Article) -> Iterator[Span]:
        """Lines of the article that are known. None at all when they hold more of its words than furniture does."""
        if not self.known:
            return
        site, text = host_without_edition(article.url), article.text
        lines = list(paragraphs(text))
        said = [_may_be(line.of(text)) for line in lines]
        known = [bool(words) and self._knows(_key(site, words)) for words in said]
        if not any(known):
            return
        top, bottom = _runs(known)
        found = [
            line
            for i, line in enumerate(lines)
            if known[i] and _is_cut(line.of(text).strip(), said[i], at_end=i < top or i >= bottom)
        ]
        if sum(len(line.of(text).split()) for line in found) <= LARGEST_SHARE * len(text.split()):
            yield from found

    def _knows(self, key: bytes) -> bool:
        keys = _Keys(self.known)
        at = bisect_left(keys, key)
        return at < len(keys) and keys[at] == key


@dataclass(frozen=True)
class RecordedFurniture:
    """The rule for an article that is made again: it points at what it cut before, and knows of no other line.

    What it has learned since, from pages that came later, says nothing of our rules.
    """

    text: str  # of the article, before anything is cut
    spans: tuple[Span, ...]
    name: str = "furniture"

    def find(self, article: Article) -> Iterator[Span]:
        if article.text == self.text:  # a second look at what is left would find them elsewhere
            yield from self.spans


def furniture_for_remake(removals: Iterable[Removal], article: Article) -> RecordedFurniture | Furniture:
    """The rule as it was when it cut these from an older record of the article. Where it is read otherwise now, the rule knows
    their lines.
    """
    cut = [r for r in removals if r.start is not None and r.end is not None]
    spans = tuple(Span(r.start, r.end) for r in cut if r.start is not None and r.end is not None)
    if [span.of(article.text) for span in spans] == [r.text for r in cut]:
        return RecordedFurniture(article.text, spans)
    return Furniture(b"".join(sorted(line_keys(article.url, "\n".join(r.text for r in cut)))))


class _Keys(Sequence[bytes]):
    """The keys in a value, one after the other."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed) // WIDTH

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # only by number, as bisect asks
        return self.packed[at * WIDTH : (at + 1) * WIDTH]


def _key(site: str, words: Sequence[str]) -> bytes:
    return blake2b(f"{site}\n{' '.join(words)}".encode("utf-8", "surrogatepass"), digest_size=WIDTH).digest()


def _may_be(line: str) -> list[str]:
    """The words of a line that may be furniture; none of a line that never is."""
    line = line.strip()
    if len(line) > LONGEST or QUOTED.search(line) or SPEAKS.search(line):
        return []
    words = WORD.findall(line.casefold())
    if sum(map(bool, map(LETTERS.search, words))) < FEWEST_WORDS or line.endswith(":"):
        return []
    if len(words) <= SUBHEAD_WORDS and (ASKS.match(line) or line.endswith("?")):
        return []
    return words


def _is_cut(line: str, words: Sequence[str], at_end: bool) -> bool:
    """Whether a known line goes from where it stands."""
    if READER.search(line):
        return True
    if SENTENCE_END.search(line):
        return at_end and len(words) >= SENTENCE_WORDS
    return at_end or len(words) >= LABEL_WORDS


def _runs(known: Sequence[bool]) -> tuple[int, int]:
    """Where the known lines end that the text begins with, and where those begin that it ends with."""
    top = next((i for i, is_known in enumerate(known) if not is_known), len(known))
    bottom = next((i + 1 for i in range(len(known) - 1, -1, -1) if not known[i]), 0)
    return top, bottom
