"""The two deduplicate stages on Beam.

Before the fetch, `NewEntries` keeps the entries that are new. After cleaning, `DropUnchanged` drops articles that match
their record, and `DeduplicatePages` keeps one article of each page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from transforms.articles import CleanArticle, Entry, ForgottenPage, Sighting, Unchanged
from transforms.deduplicate.entries import WaitingEntry, changed_again, merge_entries, new_or_sighted
from transforms.deduplicate.key_file import SettledKeys
from transforms.deduplicate.pages import deduplicate_page, is_unchanged, key_of_page

SIGHTINGS = "sightings"
UNCHANGED = "unchanged"
FORGOTTEN = "forgotten"


class NewEntries(beam.PTransform):
    """Before the fetch: entries → new and changed ones, and Sightings of those that are settled.

    `settled`: paths of key files, which each worker maps into memory.
    """

    def __init__(self, settled: Sequence[str], waiting: Mapping[str, WaitingEntry]) -> None:
        super().__init__()
        self.settled, self.waiting = tuple(settled), dict(waiting)

    def expand(self, entries: Any) -> Any:
        work = beam.ParDo(_New(self.settled, self.waiting)).with_outputs(SIGHTINGS, main="new")
        out = entries | "By id" >> beam.Map(_by_id) | beam.GroupByKey() | "New" >> work
        return out.new, out[SIGHTINGS]


def _by_id(entry: Entry) -> tuple[str, Entry]:
    return entry.id, entry


class _New(beam.DoFn):
    def __init__(self, settled: tuple[str, ...], waiting: dict[str, WaitingEntry]) -> None:
        self.settled, self.waiting = settled, waiting

    def setup(self) -> None:
        self.keys = SettledKeys([Path(p) for p in self.settled])
        self.by_name = {name: ident for ident, waits in self.waiting.items() for name in waits.also}

    def process(self, group: tuple[str, Any]) -> Iterator[Any]:
        entry = merge_entries(group[1])
        result = new_or_sighted(entry, self.keys, self.waiting, self.by_name)
        Metrics.counter("settle", "known" if result is None else "new" if isinstance(result, Entry) else "sighted").inc()
        if isinstance(result, Sighting):
            yield beam.pvalue.TaggedOutput(SIGHTINGS, result)
        elif result:
            yield result
        if again := changed_again(entry, self.keys, self.waiting):
            Metrics.counter("settle", "changed").inc()
            yield again


class DropUnchanged(beam.PTransform):
    """After cleaning: articles → those to record, and Unchanged for pages that were fetched again and match their record.

    A page that has got a paywall since counts as unchanged, since the record holds more than the page.
    """

    def expand(self, articles: Any) -> Any:
        out = articles | beam.FlatMap(_tag_unchanged).with_outputs(UNCHANGED, main="news")
        return out.news, out[UNCHANGED]


def _tag_unchanged(article: CleanArticle) -> Iterator[Any]:
    if is_unchanged(article):
        Metrics.counter("settle", "unchanged").inc()
        yield beam.pvalue.TaggedOutput(UNCHANGED, Unchanged(article.entry, article.article.fetched_at))
    else:
        yield article


class DeduplicatePages(beam.PTransform):
    """After cleaning: articles → the first article of each page, Sightings of the others, and ForgottenPage values.

    An article whose page has a record already is not the first one.
    """

    def __init__(self, settled: Sequence[str]) -> None:
        super().__init__()
        self.settled = tuple(settled)

    def expand(self, articles: Any) -> Any:
        work = beam.ParDo(_First(self.settled)).with_outputs(SIGHTINGS, FORGOTTEN, main="first")
        out = articles | "By page" >> beam.Map(_by_page) | beam.GroupByKey() | "First" >> work
        return out.first, out[SIGHTINGS], out[FORGOTTEN]


def _by_page(article: CleanArticle) -> tuple[str, CleanArticle]:
    return key_of_page(article), article


class _First(beam.DoFn):
    def __init__(self, settled: tuple[str, ...]) -> None:
        self.settled = settled

    def setup(self) -> None:
        self.keys = SettledKeys([Path(p) for p in self.settled])

    def process(self, group: tuple[str, Iterable[CleanArticle]]) -> Iterator[Any]:
        for result in deduplicate_page(group[0], group[1], self.keys):
            match result:
                case ForgottenPage():
                    Metrics.counter("settle", "forgotten").inc()
                    yield beam.pvalue.TaggedOutput(FORGOTTEN, result)
                case Sighting():
                    Metrics.counter("settle", "same page").inc()
                    yield beam.pvalue.TaggedOutput(SIGHTINGS, result)
                case CleanArticle():
                    yield result
