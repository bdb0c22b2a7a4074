"""Cleans an article: all rules mark spans of the same text, which is cut once, and every cut is recorded with its rule."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.articles import Article, CleanArticle
from transforms.clean.cut import cut, restore
from transforms.clean.patterns import PatternRule
from transforms.clean.registry import Rule
from transforms.errors import NoText
from transforms.notes.find import find_notes, says_corrected
from transforms.page_flags import CORRECTED, no_text_error
from transforms.records import Removal
from transforms.text import Span

MOST_ROUNDS = 5  # "[ad]Read more: …[/ad]" needs two; no text written by people needed three

__all__ = ["clean_article", "restore"]


def clean_article(article: Article, rules: Sequence[Rule]) -> CleanArticle:
    """The article without the spans that the rules mark. Where two overlap, the cut is named after the first of `rules`.

    The rules are applied to the rest again until they mark nothing, so cleaning is idempotent. All offsets refer to the
    extracted text. `removals` begins with what was pruned on the page. `notes` are found in what is left. When nothing is left,
    raises NoText, or Paywall or LiveBlog by the flags of the page.
    """
    spans: dict[str, list[Span]] = {rule.name: [] for rule in rules}
    text: str = article.text
    removals: tuple[Removal, ...] = ()
    checked: set[str] = set()  # lines that earlier rounds have checked
    for _ in range(MOST_ROUNDS):
        whole, unchecked = replace(article, text=text), replace(article, text=_unchecked(text, checked))
        marked = {rule.name: list(rule.find(unchecked if _checks_single_lines(rule) else whole)) for rule in rules}
        if not any(marked.values()):
            break
        checked.update(text.split("\n"))
        for name, new_spans in marked.items():
            spans[name] += _in_extracted_text(new_spans, removals)
        text, removals = cut(article.text, spans)
    if not text.strip():
        cut_by = f"; it was cut by {_names(removals)}" if removals else ""
        raise no_text_error(NoText(f"no text is left of {article.url or 'the page'} after cleaning{cut_by}"), article.flags)
    notes = find_notes(text)
    return CleanArticle(
        entry=article.entry,
        article=replace(article, markup={}),  # no later step needs it
        text=text,
        removals=(*article.pruned, *removals),
        notes=notes,
        text_flags=(CORRECTED,) if says_corrected(notes) else (),
    )


def _checks_single_lines(rule: Rule) -> bool:
    """Whether the rule decides on each line by that line alone, so that checking a line twice finds nothing new."""
    return isinstance(rule, PatternRule) and not rule.anywhere


def _unchecked(text: str, checked: set[str]) -> str:
    """The text with the checked lines blanked out, so that offsets stay the same."""
    return "\n".join(" " * len(line) if line in checked else line for line in text.split("\n")) if checked else text


def _in_extracted_text(spans: Iterable[Span], removals: Sequence[Removal]) -> list[Span]:
    """Converts spans of a text without `removals` to spans of the extracted text; removals within a span become part of it."""
    if not removals:
        return list(spans)
    starts, shifts, removed = [], [], 0  # from each start in the shorter text on, add the shift
    for removal in removals:
        assert removal.start is not None
        starts.append(removal.start - removed)
        removed += len(removal.text)
        shifts.append(removed)

    def extracted(place: int) -> int:
        i = bisect_right(starts, place)
        return place + (shifts[i - 1] if i else 0)

    return [Span(extracted(span.start), extracted(span.end - 1) + 1) for span in spans if span.end > span.start]


def _names(removals: Iterable[Removal]) -> str:
    return ", ".join(sorted({removal.rule for removal in removals}))
