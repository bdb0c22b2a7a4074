"""Failures counted by stage and reason, and these counts as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from transforms.records import Failure

STAGES = ("poll", "fetch", "extract", "clean", "annotate", "write")  # in the order in which an article passes them
OLD_PREFIX = "failed."  # counts of earlier commits had keys such as `failed.fetch.NotFound`


class FailureKind(NamedTuple):
    """The stage of a failure, and its reason: the class name of the error."""

    stage: str
    reason: str


FailureCounts = Counter[FailureKind]


def kind_of(failure: Failure) -> FailureKind:
    return FailureKind(failure.stage, failure.reason)


def count_failures(failures: Iterable[Failure]) -> FailureCounts:
    return Counter(map(kind_of, failures))


def described(counts: Mapping[FailureKind, int]) -> dict[str, int]:
    """The counts with names for human readers, in the order of the stages.

    >>> described({FailureKind("fetch", "NotFound"): 2, FailureKind("poll", "Timeout"): 1})
    {'Timeout at poll': 1, 'NotFound at fetch': 2}
    """
    place = {stage: number for number, stage in enumerate(STAGES)}
    ordered = sorted(counts.items(), key=lambda item: (place.get(item[0].stage, len(place)), item[0]))
    return {f"{kind.reason} at {kind.stage}": n for kind, n in ordered}


def failures_as_json(counts: Mapping[FailureKind, int]) -> dict[str, dict[str, int]]:
    """The counts by stage and reason.

    >>> failures_as_json({FailureKind("fetch", "NotFound"): 2})
    {'fetch': {'NotFound': 2}}
    """
    by_stage: dict[str, dict[str, int]] = {}
    for kind, n in sorted(counts.items()):
        by_stage.setdefault(kind.stage, {})[kind.reason] = n
    return by_stage


def failures_from_json(row: Mapping[str, Any]) -> FailureCounts:
    """The failures in a JSON object of counts: under its key `failed`, or in the flat keys of earlier commits.

    >>> failures_from_json({"failed": {"fetch": {"NotFound": 2}}}) == failures_from_json({"failed.fetch.NotFound": 2})
    True
    """
    return Counter(dict([*_nested(row.get("failed", {})), *_flat(row)]))


def _nested(by_stage: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[FailureKind, int]]:
    for stage, reasons in by_stage.items():
        for reason, n in reasons.items():
            yield FailureKind(stage, reason), n


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[FailureKind, int]]:
    for key, n in row.items():
        if key.startswith(OLD_PREFIX):
            stage, _, reason = key.removeprefix(OLD_PREFIX).partition(".")
            yield FailureKind(stage, reason), n
