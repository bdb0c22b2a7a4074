"""An article → its clean text, with every cut explained. All rules point at the same text; there is one cut."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.articles import Article, CleanArticle
from transforms.clean.cut import cut, restore
from transforms.clean.patterns import PatternRule
from transforms.clean.registry import Rule
from transforms.errors import NoText
from transforms.page_flags import no_text_error
from transforms.records import Removal
from transforms.text import Span

MOST_LOOKS = 5  # "[ad]Read more: …[/ad]" needs two looks; nothing that was written by people needed three

__all__ = ["clean_article", "restore"]


def clean_article(article: Article, rules: Sequence[Rule]) -> CleanArticle:
    """The article without what the rules point at; where two overlap, the first of `rules` names the cut.

    The rules look again at what would be left, until they find nothing, so cleaning twice is cleaning once; all spans are
    offsets into the extracted text. `removals` begins with what was pruned on the page. Raises NoText, or what
    the page's flags make of it (Paywall, LiveBlog), when nothing is left.
    """
    spans: dict[str, list[Span]] = {rule.name: [] for rule in rules}
    text: str = article.text
    removals: tuple[Removal, ...] = ()
    seen: set[str] = set()  # lines that were looked at
    for _ in range(MOST_LOOKS):
        whole, new = replace(article, text=text), replace(article, text=_unseen(text, seen))
        found = {rule.name: list(rule.find(new if _reads_lines(rule) else whole)) for rule in rules}
        if not any(found.values()):
            break
        seen.update(text.split("\n"))
        for name, more in found.items():
            spans[name] += _where_extracted(more, removals)
        text, removals = cut(article.text, spans)
    if not text.strip():
        raise no_text_error(NoText(f"all that was found in {article.url} is furniture: {_names(removals)}"), article.flags)
    return CleanArticle(entry=article.entry, article=article, text=text, removals=(*article.pruned, *removals))


def _reads_lines(rule: Rule) -> bool:
    """Whether what the rule says of a line depends on that line alone, so that a second look at it would find nothing new."""
    return isinstance(rule, PatternRule) and not rule.anywhere


def _unseen(text: str, seen: set[str]) -> str:
    """The text with blanks for the lines that were seen before: places stay where they are."""
    return "\n".join(" " * len(line) if line in seen else line for line in text.split("\n")) if seen else text


def _where_extracted(spans: Iterable[Span], removals: Sequence[Removal]) -> list[Span]:
    """Spans of a text that has lost `removals`, as places in the text before; what they reach over goes with them."""
    if not removals:
        return list(spans)
    starts, shifts, gone = [], [], 0  # from this place of the shorter text on, add this much
    for removal in removals:
        assert removal.start is not None
        starts.append(removal.start - gone)
        gone += len(removal.text)
        shifts.append(gone)

    def before(place: int) -> int:
        i = bisect_right(starts, place)
        return place + (shifts[i - 1] if i else 0)

    return [Span(before(span.start), before(span.end - 1) + 1) for span in spans if span.end > span.start]


def _names(removals: Iterable[Removal]) -> str:
    return ", ".join(sorted({removal.rule for removal in removals}))
