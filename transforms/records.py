"""What is written: a record and all that is in it, and a failure.

Times are ISO 8601 strings: `fetched_at` in UTC, `published` and `updated` with the offset that the page gave, or the day
alone when that is all it gave. Text offsets are Unicode code points, half-open, into the text that the record stores.
No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from dataclasses import dataclass

SCHEMA_VERSION = 3  # 2: `section`; 3: `changed`


@dataclass(frozen=True)
class Removal:
    """A cut that explains itself. `where`: `text` (offsets into the extracted text) or `page` (pruned before; no offsets)."""

    rule: str
    where: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True)
class Speaker:
    """Who said it: `text[start:end]` is the mention that the cue names; null offsets when only the context names one."""

    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    entity: str | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class Cue:
    """The words of saying: `said`, `told`, `according to`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """Reported speech. `kind`: direct, mixed or indirect. `pieces`: [start, end] of the words without their outer marks.

    `said` joins the pieces; `text` is `text[start:end]` of the article, from the first piece to the last.
    `confidence`: of quotes that look like this one, the share with the right span and speaker.
    """

    said: str
    kind: str
    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]
    speaker: Speaker | None = None
    cue: Cue | None = None
    addressee: str | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Mention:
    """A place in the text that names an entity. `kind`: name, nominal or pronoun."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Role:
    """What the article says an entity is, and where: `spokesman` of `Northern Growers Union`."""

    role: str
    affiliation: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Entity:
    """One person, organization, place, group, event, work, product, law or other, with all its mentions."""

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Annotations:
    """What an annotator finds in one text. `skipped` says why nothing was looked for, e.g. `no model for 'de'`."""

    language: str | None
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True)
class Record:
    """One article as it is published. `version` counts changes at the source, `revision` counts our own re-makings.

    `content_hash` is of the title and of the extracted text before cleaning. `made_with` names our version, the model and
    the rules. `run` is the run that made it. `flags` are facts about the record, e.g. `not_annotated`. `changed`: in what a
    later version differs from the one before.
    """

    id: str
    url: str
    canonical_url: str | None
    feeds: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    updated: str | None
    fetched_at: str
    language: str | None
    site: str | None
    image: str | None
    flags: tuple[str, ...]
    text: str
    removals: tuple[Removal, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    version: int
    revision: int
    previous: str | None
    content_hash: str
    made_with: str
    schema_version: int
    run: str
    section: str | None = None
    changed: tuple[str, ...] = ()

    @property
    def is_again(self) -> bool:
        """It takes the place of an older record of the same article."""
        return (self.version, self.revision) != (1, 1)


@dataclass(frozen=True)
class Failure:
    """What could not go on. `reason`: class name of the error. `expected`: a fact of life, not a bug of ours.

    `attempts` counts tries so far, this one included; `retry_at` (UTC) is null when it is not tried again. `id` is the
    entry's, null for a feed that failed as a whole; `entry` is its title. `record_stays`: the article is a record already,
    which this failure of a later check does not touch.
    """

    stage: str
    feed: str | None
    entry: str | None
    url: str | None
    reason: str
    detail: str
    expected: bool
    attempts: int
    retry_at: str | None
    id: str | None = None
    record_stays: bool = False
