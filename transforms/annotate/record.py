"""Makes the record of an entry from the results of all stages."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from transforms.articles import CleanArticle, Recheck, Remake
from transforms.fingerprint import changed_fields, fingerprint_of
from transforms.notes.words import CLARIFICATION, CORRECTION
from transforms.records import SCHEMA_VERSION, Annotations, EditorialNote, Record
from transforms.rows import as_json


def make_record(clean: CleanArticle, annotations: Annotations, *, run: str, made_with: str) -> Record:
    """Returns the record of a cleaned and annotated article. If the text was not annotated, it has the flag `not_annotated`,
    and `quotes_only` if there is no model for its language.

    Quotes in corrections are left out. `changed` of the record names the fields in which a new version differs from the
    previous one, if its fingerprint is known.
    """
    article, entry = clean.article, clean.entry
    annotations = without_note_quotes(annotations, clean.notes)
    version, revision, previous = entry.past.next_number if entry.past else (1, 1, None)
    flags = [
        *clean.flags,
        *(["not_annotated"] if annotations.skipped else []),
        *(["quotes_only"] if annotations.quotes_only else []),
    ]
    past = entry.past
    record = Record(
        id=entry.id,
        url=entry.url,
        canonical_url=article.canonical_url,
        feeds=entry.feeds,
        title=article.title,
        authors=article.authors,
        published=article.published,
        published_from=article.published_from,
        updated=article.updated,
        fetched_at=article.fetched_at,
        language=annotations.language,
        site=article.site,
        image=article.image,
        flags=tuple(dict.fromkeys(flags)),
        text=clean.text,
        removals=clean.removals,
        quotes=annotations.quotes,
        entities=annotations.entities,
        version=version,
        revision=revision,
        previous=previous,
        content_hash=content_hash(article.title, article.text),
        made_with=made_with,
        schema_version=SCHEMA_VERSION,
        run=run,
        section=article.section,
        changed=past.changed if isinstance(past, Remake) else (),
        notes=clean.notes,
    )
    if isinstance(past, Recheck) and past.fingerprint:
        return replace(record, changed=changed_fields(past.fingerprint, fingerprint_of(as_json(record))))
    return record


def without_note_quotes(annotations: Annotations, notes: Iterable[EditorialNote]) -> Annotations:
    """The annotations without the quotes in corrections and clarifications.

    These tell what the article said before: "An earlier version quoted the mayor as saying that …".
    """
    spans = [(note.start, note.end) for note in notes if note.kind in (CORRECTION, CLARIFICATION)]
    quotes = [q for q in annotations.quotes if not any(start <= q.start < end for start, end in spans)]
    return replace(annotations, quotes=tuple(quotes)) if len(quotes) < len(annotations.quotes) else annotations


def content_hash(title: str, text: str) -> str:
    """Returns 32 hex digits: a hash of the title and the extracted text before cleaning.

    It changes when the source changes, and not when the cleaning rules do.
    """
    return hashlib.sha256(f"{title}\n\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
