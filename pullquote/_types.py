"""The results that only the public functions give. Those that are written to files too are in `transforms/records.py`."""

from dataclasses import dataclass, field

from transforms.records import EditorialNote, Failure, Removal


@dataclass(frozen=True)
class ExtractedArticle:
    """The article of one page, cleaned. `text` has one paragraph a line.

    `url` is the address that was given. `published` and `updated` are ISO 8601 strings, with the offset that the page gave, or
    the day alone. `published_from` names where the date was found: `json-ld`, `meta`, `time`, `url`, `htmldate` or `text`.
    `language` is what the page declares (ISO 639-1). `flags` are facts about the page, such as `paywall`. `removals` lists what
    was cut, each with the rule that cut it. `notes` are the corrections and other notes of the newsroom that `text` contains.
    """

    url: str
    canonical_url: str | None
    title: str
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    updated: str | None
    language: str | None
    site: str | None
    section: str | None
    image: str | None
    flags: tuple[str, ...]
    text: str
    removals: tuple[Removal, ...]
    notes: tuple[EditorialNote, ...] = ()


@dataclass(frozen=True)
class QuoteRow:
    """One quote of a record, with its article: the row that `pullquote quotes` prints. `record` is the article's id."""

    said: str
    speaker: str | None
    role: str | None
    affiliation: str | None
    addressee: str | None
    cue: str | None
    kind: str
    confidence: float | None
    title: str
    url: str
    published: str | None
    feeds: tuple[str, ...]
    record: str


@dataclass(frozen=True)
class FailureRow(Failure):
    """A failure with the time of its commit (UTC): the row that `pullquote failures` prints."""

    at: str = field(kw_only=True)
