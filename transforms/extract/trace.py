"""The trace of an extraction: what was read and decided on the way from the page to the article."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from transforms.extract.metadata.field_sources import FieldSource

TextSource = Literal["page", "site", "json-ld", "feed", "extractor"]
"""Where the text comes from, in the order of the names: the blocks of the page that were kept; the elements that the site's
config selects; JSON-LD's `articleBody`; the feed's own text; or the text that the extractor chose, when no block was kept.
"""


class Outcome(StrEnum):
    """What was done with a block.

    KEPT: it is in the article's text. REMOVED: it is in a removal of the article. HEADLINE: it is the title, so it is no part
    of the text. FRAME: it was dropped far from the article, where removals are not recorded. REPLACED: the text comes from
    elsewhere.
    """

    KEPT = "kept"
    REMOVED = "removed"
    HEADLINE = "headline"
    FRAME = "frame"
    REPLACED = "replaced"


@dataclass(frozen=True)
class TracedBlock:
    """A block of the page's text. `span`: its place in the article's text (code points, half-open), for one that is KEPT.

    `rule`: that of its removal, for one that is REMOVED. `score`: the probability that it is part of the article, 0 to 1; None
    for one that was not scored, since a selector or a name decided on it or it is far from the article. `reasons`: the
    strongest reasons for the score.
    """

    text: str
    outcome: Outcome
    span: tuple[int, int] | None = None
    rule: str = ""
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """What was recorded while the article was extracted.

    `field_sources`: the statements about title, date and authors. `build_blocks` puts the recorded decisions in words, which
    a run has no use for, so it is called only when `blocks` is read.
    """

    field_sources: tuple[FieldSource, ...]
    text_source: TextSource
    build_blocks: Callable[[], tuple[TracedBlock, ...]]

    @cached_property
    def blocks(self) -> tuple[TracedBlock, ...]:
        """The page's blocks in page order, each with what was done with it."""
        return self.build_blocks()
