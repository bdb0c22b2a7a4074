"""The types that are written to files: records with all their parts, and failures.

Times are ISO 8601 strings: `fetched_at` in UTC, `published` and `updated` with the offset that the page gave, or a day without
a time if the page gave no more. Text offsets are Unicode code points, half-open, into the text of the record.
`from __future__ import annotations` is not used here, since Beam and `schema.py` read the types of the fields.
"""

from dataclasses import dataclass

SCHEMA_VERSION = 6  # 2: `section`; 3: `changed`; 4: `notes`; 5: `wikidata` of an entity; 6: `described` of a speaker


@dataclass(frozen=True)
class Removal:
    """A passage that was cut, with the rule that cut it.

    `where`: `text`, with offsets into the extracted text, or `page`, for what was cut before the extraction and has no offsets.
    """

    rule: str
    where: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True)
class Speaker:
    """The speaker of a quote. `text[start:end]` is the mention at the cue; the offsets are None if only the context shows the
    speaker. `name`: the fullest name in the article; `entity`: the id of the entity. `described`: the mention is a description
    without a name ("a neighbour", "the union"); then `name` and `entity` are None.
    """

    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    entity: str | None = None
    role: str | None = None
    affiliation: str | None = None
    described: bool = False


@dataclass(frozen=True)
class Cue:
    """The reporting words of a quote: `said`, `told`, `according to`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """A quote. `kind`: direct, mixed or indirect. `pieces`: [start, end] of each continuous part, without its outer marks.

    `said` joins the pieces. `text` is `text[start:end]` of the article, from the first piece to the last.
    `confidence`: of quotes with the same features, the share whose span and speaker are correct.
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
    """A mention of an entity in the text. `kind`: name, nominal or pronoun."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Role:
    """A role of a person that the article states, such as `spokesman` of `Northern Growers Union`, with its offsets."""

    role: str
    affiliation: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Entity:
    """A person, organization, place, group, event, work, product, law or other entity, with all its mentions.

    `wikidata`: its id in Wikidata, such as `Q90`, if it is well known and the article leaves no doubt.
    """

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True)
class EditorialNote:
    """A passage in which the newsroom says what it changed in the article, or explains it. `text` is `text[start:end]` of the
    article. `kind`: correction, clarification, update or editors_note, as its label says, or else its words.
    """

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Annotations:
    """The quotes and entities of one text. `skipped`: why the text was not annotated, such as `no model for 'ja'`, or None.

    `quotes_only`: there is no model for its language, so only direct speech was looked for.
    """

    language: str | None
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    skipped: str | None = None
    quotes_only: bool = False


@dataclass(frozen=True)
class Record:
    """One article as it is written. `version`: the number of its version at the source, from 1. `revision`: how often we made
    this version, from 1.

    `content_hash`: of the title and the extracted text, before cleaning. `made_with`: our version, the models and the rules.
    `run`: the run that made it. `flags`: facts about the record, such as `not_annotated`. `changed`: the fields in which a
    later version differs from the one before. `notes`: the corrections and other notes of the newsroom in the text.
    `docs/records.md` describes all fields.
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
    notes: tuple[EditorialNote, ...] = ()

    @property
    def is_again(self) -> bool:
        """Whether it replaces an older record of the same article."""
        return (self.version, self.revision) != (1, 1)


@dataclass(frozen=True)
class Failure:
    """A failed entry or feed. `reason`: class name of the error. `expected`: its cause is on the web, no bug of ours.

    `attempts`: attempts so far, including this one. `retry_at`: when it is tried again, UTC, or None. `id`: of the entry, None
    for a feed as a whole. `entry`: title of the entry. `record_stays`: the article has a record, and this failure of a later
    check does not affect it.
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
