"""The three Beam graphs: poll, records and replay.

A poll graph ends in a commit with new waiting entries, a record graph in a commit that settles them. A replay graph makes
records again and writes its result to a file; one commit publishes the results of all passes of a replay.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipeline.commit_log.archive import ArchivedPage, archive_spool, page_of
from pipeline.commit_log.counts.feed_counts import TextLengths, text_lengths
from pipeline.commit_log.line_counts import SeenLines, count
from pipeline.commit_log.pass_results import PassResult, ReplayResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.rechecks import NEVER, NewRecord, Rechecks, new_record, validators_of
from pipeline.config.load import Config
from transforms.articles import Entry, Unchanged
from transforms.deduplicate.entries import WaitingEntry
from transforms.deduplicate.transform import DeduplicatePages, DropUnchanged, NewEntries
from transforms.poll.transform import Due, Poll
from transforms.records import Record
from transforms.watchdog import Watchdog
from transforms.write.files import FileRef

FEEDS_PER_SHARD = 50  # a poll writes one file of new entries for so many polled feeds
ARTICLES_PER_SHARD = 50  # few enough that a shard takes little memory beside the model, many enough that files are not tiny


@dataclass(frozen=True)
class Polling:
    """The input of a poll graph.

    `settled`: paths of key files. `waiting`: waiting entries by id. `taken`: feed id by address, so that a feed that moved does
    not get the address of another one. `pauses`: by host, until when to send it no request.
    """

    work: Pass
    due: tuple[Due, ...]
    settled: tuple[str, ...]
    waiting: Mapping[str, WaitingEntry]
    taken: Mapping[str, str]
    pauses: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """The input of a record graph.

    `settled`: paths of key files. `day`: UTC. `made_with`: version, models and rules. `furniture`: keys of the lines that sites
    repeat across pages, by earlier commits; None if lines are not counted. `pauses`: by host, until when to send it no request.
    `robots_folder`: where workers share robots.txt rules. `unchanged`: rechecks that are due but need no fetch.
    """

    work: Pass
    entries: tuple[Entry, ...]
    settled: tuple[str, ...]
    day: str
    made_with: str
    furniture: bytes | None = None
    pauses: Mapping[str, datetime] = field(default_factory=dict)
    robots_folder: str | None = None
    rechecks: Rechecks = NEVER
    unchanged: tuple[Unchanged, ...] = ()


@dataclass(frozen=True)
class Replaying:
    """The input of a replay graph: like Recording, with archived pages. `result_path`: the file for its ReplayResult."""

    work: Pass
    pages: tuple[ArchivedPage, ...]
    settled: tuple[str, ...]
    day: str
    made_with: str
    result_path: str
    furniture: bytes | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(page.entry for page in self.pages)


def poll_graph(root: beam.Pipeline, config: Config, plan: Polling, lanes: int) -> None:
    """Feeds that are due → files of new waiting entries, sightings and feed states → one commit."""
    due = root | "Feeds" >> beam.Create(plan.due, reshuffle=False)
    polled, entries = due | "Poll" >> Poll(config.limits, lanes=lanes, run=plan.work.run, taken=plan.taken, pauses=plan.pauses)
    new, sightings = entries | "Settle" >> NewEntries(plan.settled, plan.waiting)
    shards = 1 + len(plan.due) // FEEDS_PER_SHARD
    files = new | "By shard" >> beam.Map(_by_hash, shards=shards) | beam.GroupByKey() | beam.Map(_write_waiting, plan.work)
    _commit([polled, files, sightings], plan.work)


def record_graph(root: beam.Pipeline, config: Config, plan: Recording, lanes: int) -> None:
    """Entries → pages → files of records, failures and all other outputs → one commit."""
    from transforms.fetch.transform import Fetch, FetchPlan  # not needed by a run that finds nothing new

    feeds, work = {f.id: f for f in config.feeds}, plan.work
    archive = config.settings.output.archive is not None
    entries = root | "Entries" >> beam.Create(plan.entries, reshuffle=False)
    fetching = FetchPlan(
        feeds,
        config.limits,
        config.retry,
        run=work.run,
        spool=str(work.spool),
        pauses=plan.pauses,
        robots_folder=plan.robots_folder,
        archive=archive,
    )
    fetched, unfetched, unmodified, spooled = entries | "Fetch" >> Fetch(fetching, lanes=lanes)
    pages = fetched | beam.Reshuffle()
    records, outputs = _records(pages, config, plan)
    not_fetched = root | "Not fetched" >> beam.Create(plan.unchanged, reshuffle=False)
    outputs += [unfetched, unmodified, not_fetched]
    outputs += [records | "Text lengths" >> beam.Map(_text_lengths)]
    if archive:
        outputs += [spooled | "Keep" >> beam.Map(archive_spool, work.root, plan.day, work.attempt)]
    if plan.furniture is not None:
        outputs += [records | "Lines" >> beam.Map(_seen_lines, work.seq)]
    if plan.rechecks.any:
        outputs += [pages | "Validators" >> beam.FlatMap(validators_of)]
        outputs += [records | "New records" >> beam.FlatMap(_new_records)]
    _commit(outputs, work, plan.entries, plan.rechecks)


def replay_graph(root: beam.Pipeline, config: Config, plan: Replaying, lanes: int) -> None:
    """Archived pages → files of records; writes the ReplayResult to `plan.result_path` and creates no commit."""
    from transforms.attempt import Attempt  # not needed by a run that finds nothing new

    archived = root | "Kept" >> beam.Create(plan.pages)
    pages, unread = archived | "Archive" >> Attempt("archive", page_of, config.retry, _watchdog(config, plan.work))
    _, outputs = _records(pages, config, plan)
    _ = _together([*outputs, unread]) | "Leave" >> beam.Map(_save_result, plan.result_path)


def _records(pages: Any, config: Config, plan: Recording | Replaying) -> tuple[Any, list[Any]]:
    """Pages → shards of records; returns them and the outputs of all stages on the way."""
    # these import pyarrow and more, which a run with nothing new does not need
    from transforms.annotate.transform import Annotate
    from transforms.annotate.work import AnnotateTexts
    from transforms.clean.furniture import Furniture
    from transforms.clean.transform import Clean
    from transforms.extract.transform import Extract
    from transforms.write.transform import Write

    feeds, retry, work = {f.id: f for f in config.feeds}, config.retry, plan.work
    watchdog = _watchdog(config, work)
    articles, unread = pages | "Extract" >> Extract(feeds, config.sites, retry, watchdog)
    furniture = Furniture(plan.furniture or b"")
    rules = {name: furniture if isinstance(rule, Furniture) else rule for name, rule in config.rules.items()}
    clean, uncleaned = articles | "Clean" >> Clean(rules, feeds, retry, watchdog)
    changed, unchanged = clean | "News" >> DropUnchanged()
    first, sightings, forgotten = changed | "One page" >> DeduplicatePages(plan.settled)
    shards = first | "By shard" >> beam.Map(_by_bound, bounds=shard_bounds(plan.entries)) | beam.GroupByKey()
    annotating = AnnotateTexts(config.models, config.aliases, config.settings.quotes.least_confidence)
    records, unannotated = shards | "Annotate" >> Annotate(annotating, retry, watchdog, run=work.run, made_with=plan.made_with)
    files = records | "Write" >> Write(work.root, day=plan.day, attempt=work.attempt, formats=config.settings.output.formats)
    return records, [unread, uncleaned, unchanged, sightings, forgotten, unannotated, files]


def _watchdog(config: Config, work: Pass) -> Watchdog:
    return Watchdog(str(work.spool), config.settings.run.page_seconds)


def shard_bounds(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The ids at which a new shard starts: an even number of shards of equal size, which do not depend on the workers."""
    ids = sorted(e.id for e in entries)
    shards = 1 if len(ids) < 16 else 2 * -(-len(ids) // (2 * ARTICLES_PER_SHARD))
    return tuple(ids[len(ids) * n // shards] for n in range(1, shards))


def _seen_lines(shard: tuple[int, Sequence[Record]], seq: int) -> SeenLines:
    """The lines of a shard's pages before cleaning, counted. Rechecks are left out, so that each page counts once."""
    from transforms.clean.cut import restore
    from transforms.clean.furniture import line_keys

    firsts = (record for record in shard[1] if not record.is_again)
    return count((line_keys(record.url, restore(record.text, record.removals)) for record in firsts), seq)


def _new_records(shard: tuple[int, Sequence[Record]]) -> Iterator[NewRecord]:
    return map(new_record, shard[1])


def _text_lengths(shard: tuple[int, Sequence[Record]]) -> TextLengths:
    return text_lengths(shard[1])


def _by_bound(article: Any, bounds: tuple[str, ...]) -> tuple[int, Any]:
    return bisect_right(bounds, article.entry.id), article


def _by_hash(entry: Entry, shards: int) -> tuple[int, Entry]:
    return int(entry.id[:8], 16) % shards, entry


def _write_waiting(group: tuple[int, Iterable[Entry]], work: Pass) -> FileRef:
    return write_waiting_file(Path(work.root), f"{work.attempt}-{group[0]:03d}", group[1])


def _commit(outputs: list[Any], work: Pass, entries: Iterable[Entry] = (), rechecks: Rechecks = NEVER) -> None:
    """Collects all outputs in one place, which publishes them. `entries`: those of the pass."""
    without_content = tuple(replace(entry, content=None) for entry in entries)  # their texts would be pickled into the step
    _ = _together(outputs) | "Commit" >> beam.FlatMap(_publish, work, without_content, rechecks)


def _together(outputs: list[Any]) -> Any:
    """The values of all outputs as one group, from which `PassResult.of` takes them by their types."""
    return outputs | beam.Flatten() | "In one place" >> beam.Map(_under_one_key) | "All" >> beam.GroupByKey()


def _under_one_key(output: Any) -> tuple[str, Any]:
    return "commit", output


def _publish(group: tuple[str, Iterable[Any]], work: Pass, entries: tuple[Entry, ...], rechecks: Rechecks) -> Iterator[int]:
    commit = publish(work, PassResult.of(group[1]), entries, rechecks)
    if commit:
        yield commit.seq


def _save_result(group: tuple[str, Iterable[Any]], path: str) -> None:
    ReplayResult.of(PassResult.of(group[1])).save(Path(path))
