"""The two deduplicate stages on Beam.

Before the fetch, `NewEntries` keeps the entries that are new. After cleaning, `DropUnchanged` drops articles that match
their record, and `DeduplicatePages` keeps one article of each page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from transforms.articles import CleanArticle, Entry, ForgottenPage, Recheck, Sighting, Unchanged
from transforms.deduplicate.deduplicate import WaitingEntry, changed_again, merge_entries, new_or_sighted
from transforms.deduplicate.key_file import SettledKeys
from transforms.fingerprint import differs
from transforms.keys import forgotten_name, names_led_to, page_name

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

    A page that is behind a paywall by now counts as unchanged, since the record holds more than the page.
    """

    def expand(self, articles: Any) -> Any:
        out = articles | beam.FlatMap(_news).with_outputs(UNCHANGED, main="news")
        return out.news, out[UNCHANGED]


def _news(article: CleanArticle) -> Iterator[Any]:
    past = article.entry.past
    if isinstance(past, Recheck) and past.fingerprint:
        closed = "paywall" in article.article.flags and "paywall" not in past.flags
        if closed or not differs(past.fingerprint, article):
            Metrics.counter("settle", "unchanged").inc()
            yield beam.pvalue.TaggedOutput(UNCHANGED, Unchanged(article.entry, article.article.fetched_at))
            return
    yield article


class DeduplicatePages(beam.PTransform):
    """After cleaning: articles → the first article of each page, and Sightings of the others.

    An article whose page has a record counts as another one. Articles of forgotten pages give ForgottenPage values.
    """

    def __init__(self, settled: Sequence[str]) -> None:
        super().__init__()
        self.settled = tuple(settled)

    def expand(self, articles: Any) -> Any:
        work = beam.ParDo(_First(self.settled)).with_outputs(SIGHTINGS, FORGOTTEN, main="first")
        out = articles | "By page" >> beam.Map(_by_page) | beam.GroupByKey() | "First" >> work
        return out.first, out[SIGHTINGS], out[FORGOTTEN]


def _by_page(article: CleanArticle) -> tuple[str, CleanArticle]:
    entry, page = article.entry, article.article
    return page_name(entry.url, page.canonical_url, page.title) or entry.id, article


class _First(beam.DoFn):
    def __init__(self, settled: tuple[str, ...]) -> None:
        self.settled = settled

    def setup(self) -> None:
        self.keys = SettledKeys([Path(p) for p in self.settled])

    def process(self, group: tuple[str, Iterable[CleanArticle]]) -> Iterator[Any]:
        name, articles = group
        known = name in self.keys
        forgotten = known and forgotten_name(name) in self.keys
        for article in sorted(articles, key=lambda a: (a.entry.seen_at or "", a.entry.id)):
            entry = article.entry
            if forgotten or self._leads_to_forgotten(article):
                Metrics.counter("settle", "forgotten").inc()
                yield beam.pvalue.TaggedOutput(FORGOTTEN, ForgottenPage(entry.id))
                continue
            if known and not entry.past:
                Metrics.counter("settle", "same page").inc()
                yield beam.pvalue.TaggedOutput(SIGHTINGS, Sighting(name, entry.id, entry.feeds, entry.url, entry.seen_at))
            else:
                yield article
            known = True

    def _leads_to_forgotten(self, article: CleanArticle) -> bool:
        """Whether one of its addresses was forgotten. The name of the page is not enough, since it changes with the title."""
        page = article.article
        names = names_led_to(article.entry.url, page.url, page.canonical_url)
        return any(forgotten_name(name) in self.keys for name in names)
