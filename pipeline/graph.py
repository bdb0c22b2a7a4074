"""The graphs, top to bottom. Two end in a commit: `poll` makes entries wait, `records` settles them. `replay` makes records
again, a pass at a time, for one commit of all passes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipeline.commit_log import pass_results
from pipeline.commit_log.archive import ArchivedPage, page_again
from pipeline.commit_log.feed_stats import Texts, texts_of
from pipeline.commit_log.line_counts import SeenLines, count
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import Outcome, publish, waiting_file
from pipeline.commit_log.rechecks import NEVER, Made, Rechecks, asked, made
from pipeline.config.load import Config
from transforms.articles import Entry, Unchanged
from transforms.deduplicate.deduplicate import WaitingEntry
from transforms.deduplicate.transform import DeduplicatePages, DropUnchanged, NewEntries
from transforms.poll.transform import Due, Poll
from transforms.records import Record
from transforms.watchdog import Hand
from transforms.write.files import FileRef

FEEDS_A_SHARD = 50  # a poll's new entries come in as many files as keep one to about so many feeds' items
ARTICLES_A_SHARD = 50  # few enough that a shard is small beside the model, many enough that files are not


@dataclass(frozen=True)
class Polling:
    """What a poll graph needs to know. `settled`: key files. `waiting`: ids that wait.

    `taken`: the feed that each address belongs to. `pauses`: hosts that want to be left alone until then.
    """

    work: Pass
    due: tuple[Due, ...]
    settled: tuple[str, ...]
    waiting: Mapping[str, WaitingEntry]
    taken: Mapping[str, str]
    pauses: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """What a record graph needs to know. `settled`: key files. `day`: UTC. `made_with`: our version, models and rules.

    `furniture`: keys of lines that stood on page after page of their sites in earlier commits; None: lines are not counted.
    `passed`: what is looked at again without being asked for.
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
    passed: tuple[Unchanged, ...] = ()


@dataclass(frozen=True)
class Replaying:
    """What a replay graph needs to know: as Recording, for pages of the archive. `outcomes`: the file to leave them in."""

    work: Pass
    pages: tuple[ArchivedPage, ...]
    settled: tuple[str, ...]
    day: str
    made_with: str
    outcomes: str
    furniture: bytes | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(page.entry for page in self.pages)


def poll_graph(root: beam.Pipeline, config: Config, plan: Polling, lanes: int) -> None:
    due = root | "Feeds" >> beam.Create(plan.due)
    polled, entries = due | "Poll" >> Poll(config.limits, lanes=lanes, run=plan.work.run, taken=plan.taken, pauses=plan.pauses)
    new, sightings = entries | "Settle" >> NewEntries(plan.settled, plan.waiting)
    shards = 1 + len(plan.due) // FEEDS_A_SHARD
    files = new | "By shard" >> beam.Map(_by_hash, shards=shards) | beam.GroupByKey() | beam.Map(_write_waiting, plan.work)
    _commit([polled, files, sightings], plan.work)


def record_graph(root: beam.Pipeline, config: Config, plan: Recording, lanes: int) -> None:
    from pipeline.commit_log.archive import keep
    from transforms.fetch.transform import Fetch, FetchPlan

    feeds, work = {f.id: f for f in config.feeds}, plan.work
    archive = config.settings.output.archive is not None
    entries = root | "Entries" >> beam.Create(plan.entries)
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
    pages, unfetched, spooled = entries | "Fetch" >> Fetch(fetching, lanes=lanes)
    kept = [spooled | "Keep" >> beam.Map(keep, work.root, plan.day, work.attempt)] if archive else []
    arrived = pages | beam.Reshuffle()
    records, same, written = _records(arrived, config, plan)
    seen = [] if plan.furniture is None else [records | "Lines" >> beam.Map(_seen_lines, work.seq)]
    texts = records | "Texts" >> beam.Map(_texts)
    again = [root | "Passed" >> beam.Create(plan.passed), same]
    if plan.rechecks.any:
        again += [arrived | "Asked" >> beam.FlatMap(asked), records | "Made" >> beam.FlatMap(_made)]
    _commit([*written, *kept, *seen, texts, *again, unfetched], work, plan.entries, plan.rechecks)


def replay_graph(root: beam.Pipeline, config: Config, plan: Replaying, lanes: int) -> None:
    """From pages of the archive to files of records; what came of them is left in `plan.outcomes`, and no commit is made."""
    from transforms.attempt import Attempt

    kept = root | "Kept" >> beam.Create(plan.pages) | beam.Reshuffle()
    pages, unread = kept | "Archive" >> Attempt("archive", page_again, config.retry, _hand(config, plan.work))
    _, _, written = _records(pages, config, plan)
    _ = _together([*written, unread]) | "Leave" >> beam.Map(_leave, plan.outcomes)


def _records(pages: Any, config: Config, plan: Recording | Replaying) -> tuple[Any, Any, list[Any]]:
    """Pages → shards of records, what says the same as its record, and what was written, or could not be."""
    # spaCy, trafilatura and pyarrow take a second and 50 MB, and a run that finds nothing new needs none of them
    from transforms.annotate.transform import Annotate
    from transforms.clean.furniture import Furniture
    from transforms.clean.transform import Clean
    from transforms.extract.transform import Extract
    from transforms.write.transform import Write

    feeds, retry, work = {f.id: f for f in config.feeds}, config.retry, plan.work
    hand = _hand(config, work)
    articles, unread = pages | "Extract" >> Extract(feeds, config.sites, retry, hand)
    known = Furniture(plan.furniture or b"")
    rules = {name: known if isinstance(rule, Furniture) else rule for name, rule in config.rules.items()}
    clean, uncleaned = articles | "Clean" >> Clean(rules, feeds, retry, hand)
    news, same = clean | "News" >> DropUnchanged()
    first, sightings = news | "One page" >> DeduplicatePages(plan.settled)
    shards = first | "By shard" >> beam.Map(_by_bound, bounds=shard_bounds(plan.entries)) | beam.GroupByKey()
    records, unannotated = shards | "Annotate" >> Annotate(
        config.models, retry, hand, run=work.run, made_with=plan.made_with, aliases=config.aliases
    )
    files = records | "Write" >> Write(work.root, day=plan.day, attempt=work.attempt, formats=config.settings.output.formats)
    return records, same, [files, sightings, unread, uncleaned, unannotated]


def _hand(config: Config, work: Pass) -> Hand:
    return Hand(str(work.spool), config.settings.run.page_seconds)


def shard_bounds(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Ids at which a new shard starts: an even number of shards of even size, from the keys alone, whatever the workers."""
    ids = sorted(e.id for e in entries)
    shards = 1 if len(ids) < 16 else 2 * -(-len(ids) // (2 * ARTICLES_A_SHARD))
    return tuple(ids[len(ids) * n // shards] for n in range(1, shards))


def _seen_lines(shard: tuple[int, Sequence[Record]], seq: int) -> SeenLines:
    """The lines of a shard's pages as they were before cleaning; each page counts once, however often it is read."""
    from transforms.clean.cut import restore
    from transforms.clean.furniture import line_keys

    firsts = (record for record in shard[1] if not record.is_again)
    return count((line_keys(record.url, restore(record.text, record.removals)) for record in firsts), seq)


def _made(shard: tuple[int, Sequence[Record]]) -> Iterator[Made]:
    return map(made, shard[1])


def _texts(shard: tuple[int, Sequence[Record]]) -> Texts:
    return texts_of(shard[1])


def _by_bound(article: Any, bounds: tuple[str, ...]) -> tuple[int, Any]:
    return bisect_right(bounds, article.entry.id), article


def _by_hash(entry: Entry, shards: int) -> tuple[int, Entry]:
    return int(entry.id[:8], 16) % shards, entry


def _write_waiting(group: tuple[int, Iterable[Entry]], work: Pass) -> FileRef:
    return waiting_file(Path(work.root), f"{work.attempt}-{group[0]:03d}", group[1])


def _commit(each: list[Any], work: Pass, entries: Iterable[Entry] = (), rechecks: Rechecks = NEVER) -> None:
    """All outcomes meet in one place, which publishes; the entries, with all their names, are those of the pass."""
    names = tuple(replace(entry, content=None) for entry in entries)
    _ = _together(each) | "Commit" >> beam.FlatMap(_publish, work, names, rechecks)


def _together(each: list[Any]) -> Any:
    return each | beam.Flatten() | "Together" >> beam.Map(_to_one) | "All" >> beam.GroupByKey()


def _to_one(outcome: Outcome) -> tuple[str, Outcome]:
    return "commit", outcome


def _publish(group: tuple[str, Iterable[Outcome]], work: Pass, entries: tuple[Entry, ...], rechecks: Rechecks) -> Iterator[int]:
    commit = publish(work, group[1], entries, rechecks)
    if commit:
        yield commit.seq


def _leave(group: tuple[str, Iterable[Outcome]], path: str) -> None:
    pass_results.leave(Path(path), group[1])
