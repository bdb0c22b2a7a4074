"""What changed between the versions of an article at its source: headline, quotes and number of paragraphs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.reading.queries import EVERYTHING, RecordFilter, Row, dated_records
from pipeline.commit_log.state import State
from pipeline.compare.quotes import corrected_quotes, normalized
from pipeline.compare.records import note_changes, paragraph_changes
from transforms.fingerprint import lines_of_record


def read_corrections(state: State, which: RecordFilter = EVERYTHING) -> Iterator[dict[str, Any]]:
    """One row per new version of an article, in commit order. `which`: by feed, and by commit time of the new version.

    Streamed: memory holds the previous version of each article that has several.
    """
    changed = {row["id"].ljust(16, b"\0").hex() for row in state.versions if row["version"] > 1}
    before: dict[str, Row] = {}
    for at, row in dated_records(state, replace(which, since=None, all_versions=True), changed):
        was = before.get(row["id"])
        if was and was["version"] < row["version"] and which.includes_time(at):
            yield correction(was, row)
        before[row["id"]] = row
        if row["version"] == newest(state.versions, row["id"])[0]:
            del before[row["id"]]


def correction(was: Row, now: Row) -> dict[str, Any]:
    """What a new version changed. `headline`: None if unchanged; `notes`: those that the newsroom added; `quotes`: see
    `corrected_quotes`; `paragraphs`: how many differ, not counting those that moved or were cut by cleaning rules."""
    title = {"was": was["title"], "now": now["title"]} if normalized(was["title"]) != normalized(now["title"]) else None
    return {
        **{name: now[name] for name in ("id", "url", "title", "site", "feeds", "published", "version", "flags")},
        "before": {"version": was["version"], "fetched_at": was["fetched_at"]},
        "fetched_at": now["fetched_at"],
        "changed": now.get("changed") or [],
        "headline": title,
        "notes": _added_notes(was, now),
        "quotes": corrected_quotes(was, now),
        "paragraphs": _changed_paragraphs(was, now),
    }


def _added_notes(was: Row, now: Row) -> list[dict[str, Any]]:
    """The notes of the new version that are not in the text before, where cleaning rules may have cut them."""
    before = {text for pair in lines_of_record(was) for text in pair}
    new = note_changes(was.get("notes") or (), now.get("notes") or ())["new"]
    return [note for note in new if not {*map(str.strip, note["text"].split("\n"))} <= before]


def _changed_paragraphs(was: Row, now: Row) -> int:
    """The number of changed paragraphs.

    A paragraph counts as unchanged if it is in the other text before or after cleaning: it moved, or a rule cut a part of it.
    """
    old_lines, new_lines = lines_of_record(was), lines_of_record(now)
    old_texts, new_texts = ({text for pair in lines for text in pair} for lines in (old_lines, new_lines))
    removed = [cleaned for line, cleaned in old_lines if cleaned and not {line, cleaned} & new_texts]
    added = [cleaned for line, cleaned in new_lines if cleaned and not {line, cleaned} & old_texts]
    return len(paragraph_changes(removed, added))
