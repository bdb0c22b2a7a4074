"""Finds the verbs of saying beside a quote: by the tables of the language, or by where a word stands."""

from collections.abc import Sequence

from transforms.annotate.quotes.without_model.phrases import phrase_at
from transforms.annotate.quotes.without_model.reporter import ENDS, Word
from transforms.annotate.quotes.without_model.tables import Tables

NEAR = 4  # words between a quote and the verb behind it
CLOSES_CLAUSE = frozenset(".;:)")  # between a quote and a word, they show that the word belongs to something else


def last_cue(words: Sequence[Word], tables: Tables) -> int | None:
    """Returns the index of the last verb of saying, or None."""
    return next((i for i in reversed(range(len(words))) if words[i].lower in tables.verbs), None)


def cue_after(after: Sequence[Word], tables: Tables, by_shape: bool = False, stops: bool = False) -> int | None:
    """Returns the index of the cue right behind a quote, or None.

    It is a verb of saying, a word such as `selon`, or, with `by_shape`, any word in small letters that stands before a phrase
    which could be its subject and ends the clause: „Nie“, knurrte Anna Poe. A mark must be between the quote and it, or in the
    quote (`stops`). Behind a dash without a blank any word is a cue: —¡Nunca! —retrucó.
    """
    marks = next((i for i, word in enumerate(after) if word.form[0].isalnum()), len(after))
    if any(word.form in CLOSES_CLAUSE for word in after[:marks]):
        return None
    known = _known_cue(after, marks, tables)
    if known is not None:
        return known
    if 0 < marks < len(after) and after[marks - 1].form in "—–―" and after[marks - 1].end == after[marks].start:
        return marks
    return _cue_by_shape(after, marks, tables) if by_shape and (marks or stops) else None


def _known_cue(after: Sequence[Word], first: int, tables: Tables) -> int | None:
    """Returns the index of the verb of saying, or of the word such as `selon`, that word `first` or one close to it is."""
    skipped = tables.auxiliaries | tables.between | tables.pronouns | tables.elided
    for j in range(first, min(first + NEAR, len(after))):
        word = after[j].lower
        if word in tables.verbs or (j == first and word in tables.sources and phrase_at(after, j + 1, tables)):
            return j
        if word not in skipped:
            return None
    return None


def _cue_by_shape(after: Sequence[Word], first: int, tables: Tables) -> int | None:
    skipped = tables.between | tables.elided
    i = next((j for j in range(first, len(after)) if after[j].lower not in skipped), None)
    return i if i is not None and _is_cue_by_shape(after, i, tables) else None


def _is_cue_by_shape(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether a word that is in no table stands where a verb of saying does: before a subject that ends the clause.

    So does an auxiliary, alone or with a participle behind it: a fulminé Anna Poe.
    """
    if words[i].lower in tables.auxiliaries:
        if phrase_at(words, i + 1, tables) is not None:
            return True
        i += 1
    return i < len(words) and is_verb_by_place(words, i, tables)


def is_verb_by_place(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether a word in small letters that is in no table stands before a phrase that ends the clause, or ends it itself."""
    word = words[i]
    known = tables.stops | tables.links | tables.determiners | tables.particles | tables.pronouns | tables.impersonal
    if not word.form.isalpha() or not word.form.islower() or len(word.form) < 3 or word.lower in known:
        return False
    if i + 1 == len(words) or words[i + 1].form in ENDS:
        return True  # “Quédese”, rogó.
    phrase = phrase_at(words, i + 1, tables)
    if phrase is None or phrase.weight <= 0:
        return False
    return phrase.last >= len(words) or not words[phrase.last].form[0].isalnum() or words[phrase.last].lower in tables.stops
