"""Finds the speaker of a quote among the reporter's words beside it."""

from collections.abc import Sequence

from transforms.annotate.quotes.without_model.claims import Claim
from transforms.annotate.quotes.without_model.names import is_given_name
from transforms.annotate.quotes.without_model.phrases import ADVERB, Phrase, governed_end, phrase_at, phrases_in, source_in
from transforms.annotate.quotes.without_model.reporter import Word
from transforms.annotate.quotes.without_model.tables import Tables
from transforms.records import Speaker


def speaker_of(text: str, claim: Claim, tables: Tables) -> Speaker | None:
    """Returns the speaker whom the reporter's words beside a quote name, or None."""
    words, cue = claim.words, claim.cue
    source = source_in(words, tables) if claim.way != "after" else None
    if cue is not None and (claim.way == "after" or (claim.way == "within" and words and words[0].form == ",")):
        phrase = _inverted(words, cue, tables) or _behind(words, cue + 1, tables) or _likeliest(words, 0, cue, tables)
    elif source is not None:
        phrase = phrase_at(words, source + 1, tables)
    else:
        phrase = _likeliest(words, 0, len(words), tables)
    return None if phrase is None else _speaker(text, words, phrase, tables)


def _inverted(words: Sequence[Word], cue: int, tables: Tables) -> Phrase | None:
    """Returns the pronoun between an auxiliary and its participle: a-t-il ajouté. None without one."""
    before = [i for i in range(cue) if words[i].joined]
    return phrase_at(words, before[-1], tables) if before else None


def _behind(words: Sequence[Word], i: int, tables: Tables) -> Phrase | None:
    """Returns the first phrase behind a verb that is its subject: what a preposition governs is skipped."""
    while i < len(words):
        word = words[i]
        if not word.form[0].isalnum():
            return None
        if word.lower in tables.stops:
            i = max(i + 1, governed_end(words, i + 1, tables))
            continue
        phrase = phrase_at(words, i, tables) if word.lower not in tables.between else None
        if phrase is not None:
            return phrase
        i += 1
    return None


def _likeliest(words: Sequence[Word], first: int, last: int, tables: Tables) -> Phrase | None:
    """Returns the phrase of a stretch that is most likely a speaker, of equals the first; None without one."""
    found = max(phrases_in(words, first, last, tables), key=lambda phrase: phrase.weight, default=None)
    return found if found is not None and found.weight > ADVERB else None


def _speaker(text: str, words: Sequence[Word], phrase: Phrase, tables: Tables) -> Speaker:
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    name: str | None = None
    if phrase.name is not None:
        first, last = phrase.name
        alone = text[words[first].start : words[last - 1].end]
        full = tables.people.get(words[last - 1].lower)
        if full is not None and len(full) >= len(alone):
            name = full
        elif not tables.nouns_have_capitals or last - first > 1 or alone.isupper() or is_given_name(words[first]):
            name = alone
    return Speaker(text[start:end], start, end, name, described=name is None and not phrase.is_pronoun)
