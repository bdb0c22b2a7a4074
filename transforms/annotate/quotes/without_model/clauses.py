"""Finds the reporter's clauses within speech, and speech that a dash opens.

« Tout a brûlé, raconte Anna Poe, même la cave. » In French and its neighbours the clause stands between the marks, and in
dialogues only a dash begins the speech: — No sé —dijo Ana—. Es tarde.
"""

from collections.abc import Iterator, Sequence

from transforms.annotate.quotes.marks.pair import Quoted
from transforms.annotate.quotes.without_model.cues import is_verb_by_place
from transforms.annotate.quotes.without_model.phrases import phrase_at
from transforms.annotate.quotes.without_model.reporter import Word, split_words
from transforms.annotate.quotes.without_model.tables import Tables
from transforms.text import Span, paragraphs

BEFORE_SPEECH = " .,;—–―\xa0\u202f\t"  # what may stand between the reporter's clause and the speech
DASHES = frozenset("—–―")
OPENS_CLAUSE = frozenset(",?!…") | DASHES
ENDS_CLAUSE = frozenset(",.;:!?…") | DASHES
BEFORE_VERB = 3  # words between the comma and the verb: s'est alors exclamé
LONGEST_CLAUSE = 25  # words


def split_quotes(text: str, quotes: Sequence[Quoted], tables: Tables) -> list[Quoted]:
    """Returns the quotes without the reporter's clauses within them, and those that dashes open, in order and disjoint."""
    spoken = list(_dash_speech(text, quotes, tables)) if tables.dashes else []
    if not tables.clauses_within and not spoken:
        return list(quotes)
    out: list[Quoted] = []
    for quote in sorted([*quotes, *spoken]):
        out += _pieces(text, quote, tables) if tables.clauses_within or quote in spoken else [quote]
    return out


def _pieces(text: str, quote: Quoted, tables: Tables) -> Iterator[Quoted]:
    """Yields the parts of a quote between the reporter's clauses."""
    start, opening = quote.start, quote.opening
    for clause in clauses_in(text, Span(quote.start, quote.end), tables, text[quote.opening] in DASHES):
        if text[start : clause.start].strip():
            yield _stripped(text, Quoted(start, clause.start, opening, clause.start))
        start = clause.end + len(text[clause.end : quote.end]) - len(text[clause.end : quote.end].lstrip(BEFORE_SPEECH))
        opening = start  # which is no mark: the speech goes on
    if start < quote.end:
        yield _stripped(text, quote._replace(start=start, opening=opening))


def _stripped(text: str, quote: Quoted) -> Quoted:
    return quote._replace(end=quote.start + len(text[quote.start : quote.end].rstrip(" —–―\xa0\u202f")))


def clauses_in(text: str, span: Span, tables: Tables, is_turn: bool) -> Iterator[Span]:
    """Yields the reporter's clauses within speech, each from the mark before it to the one behind, which is not in it.

    `is_turn`: a dash opens the speech.
    """
    words = split_words(text, span, tables)
    i = 0
    while i < len(words):
        last = _clause_end(words, i, tables, is_turn) if words[i].form in OPENS_CLAUSE else None
        if last is None:
            i += 1
            continue
        start = words[i].end if words[i].form in "?!…" else words[i].start
        end = span.end if last >= len(words) else words[last].end if words[last].form == "." else words[last].start
        yield Span(start, end)
        i = last


def _clause_end(words: Sequence[Word], i: int, tables: Tables, is_turn: bool) -> int | None:
    """Returns the number of the mark that ends the reporter's clause behind mark `i`, or None when none begins there.

    A verb stands before its subject: dit Anna Poe, a-t-elle ajouté, glisse-t-il, dijo el alcalde. It is a verb of saying, or
    any word in small letters before a pronoun that is joined to it, or behind a dash that is: —retruca la mujer.
    `is_turn`: a dash opens the speech; there any word is one that stands before a phrase which ends the clause.
    """
    verb = _verb_behind(words, i, tables)
    if verb is None:
        return None
    if words[i].form in DASHES and words[i].end == words[i + 1].start:
        dash = next((k for k in range(verb + 1, min(verb + LONGEST_CLAUSE, len(words))) if words[k].form in DASHES), None)
        return _end_behind_appositions(words, verb + 1, tables) if dash is None else dash
    return _end_behind_appositions(words, verb + 1, tables) if _has_subject(words, verb, tables, is_turn) else None


def _verb_behind(words: Sequence[Word], i: int, tables: Tables) -> int | None:
    """Returns the number of the word behind mark `i` that can be a verb, or None: `, s'est-il alors exclamé`."""
    skipped = (tables.auxiliaries | tables.between | tables.elided | tables.pronouns) - tables.verbs
    j = next((j for j in range(i + 1, min(i + BEFORE_VERB + 2, len(words))) if words[j].lower not in skipped), None)
    return j if j is not None and words[j].form.islower() else None


def _has_subject(words: Sequence[Word], verb: int, tables: Tables, is_turn: bool) -> bool:
    """Whether a pronoun is joined to the verb, or a phrase behind a verb of saying (in a turn: any word) is its subject."""
    if words[verb - 1].joined or any(word.joined for word in words[verb + 1 : verb + 2]):
        return True
    subject = phrase_at(words, verb + 1, tables)
    if subject is None or subject.weight <= 0:
        return False
    return words[verb].lower in tables.verbs or (is_turn and is_verb_by_place(words, verb, tables))


def _end_behind_appositions(words: Sequence[Word], i: int, tables: Tables) -> int:
    """Returns the number of the mark that ends a clause: the next, or the one behind `, 24 ans` or `, maire de Linville`."""
    ends = [k for k in range(i, min(i + LONGEST_CLAUSE, len(words))) if words[k].form in ENDS_CLAUSE] + [len(words)]
    for end in ends:
        if end >= len(words) or words[end].form != "," or not _is_apposition(words, end + 1, tables):
            return end
    return len(words)


def _is_apposition(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether an age, a role or a name stands behind a comma."""
    if i < len(words) and words[i].lower in tables.determiners:
        i += 1
    if i >= len(words):
        return False
    end = next((k for k in range(i, len(words)) if not words[k].form[0].isalnum()), len(words))
    is_name = words[i].is_capital and all(word.is_capital or word.lower in tables.particles for word in words[i:end])
    return is_name or words[i].form.isdigit() or words[i].lower in tables.roles


def _dash_speech(text: str, quotes: Sequence[Quoted], tables: Tables) -> Iterator[Quoted]:
    """Yields the paragraphs that a dash opens, without the dash, if the reporter's clause stands in one of them at least."""
    spans = [span for span in paragraphs(text) if text[span.start : span.end].lstrip()[0] in DASHES]
    free = [span for span in spans if not any(quote.opening < span.end and span.start < quote.closing for quote in quotes)]
    speech = []
    for span in free:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip(BEFORE_SPEECH))
        if start < span.end:
            speech.append(Quoted(start, span.end, span.start, span.end))
    if any(True for quote in speech for _ in clauses_in(text, Span(quote.start, quote.end), tables, True)):
        yield from speech
