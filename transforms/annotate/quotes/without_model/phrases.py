"""Finds noun phrases, and the name in each, by the shape of their words; and tells how likely one is a speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.annotate.quotes.without_model.names import is_given_name, name_in
from transforms.annotate.quotes.without_model.reporter import Word
from transforms.annotate.quotes.without_model.tables import Tables

LONGEST = 14  # words of a phrase
MOST_ADJECTIVES = 4  # between a determiner or preposition and its noun
# How likely a phrase speaks: a person's name, a role, another name, another noun, a first word before a comma
PERSON, SOMEBODY, NAMED, THING, ADVERB = 3.0, 2.0, 1.0, 0.5, 0.1
OBJECT_TOO = 1.9  # a pronoun that can be the object as well: less than a role, more than a name
OTHER_CASE = 2.0  # what is subtracted when the determiner shows another case than the subject's


@dataclass(frozen=True)
class Phrase:
    """A noun phrase or pronoun: words `first` to `last` (excluded) of a list, and those of the name in it, if there is one.

    `weight`: how likely it is a speaker; the larger the likelier.
    """

    first: int
    last: int
    name: tuple[int, int] | None = None
    weight: float = PERSON

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.last == self.first + 1 and self.name is None and self.weight in (PERSON, OBJECT_TOO)


def phrase_at(words: Sequence[Word], i: int, tables: Tables) -> Phrase | None:
    """Returns the phrase that begins at word `i`, or None when none does."""
    if i >= len(words) or not words[i].form[0].isalpha():
        return None
    word = words[i]
    if word.lower in tables.pronouns and not (word.lower in tables.determiners and _continues(words, i + 1, tables)):
        return Phrase(i, i + 1, weight=OBJECT_TOO if word.lower in tables.ambiguous_pronouns else PERSON)
    if not _begins_phrase(word, tables):
        return None
    last = _phrase_end(words, i, tables)
    name = name_in(words, i, last, tables)
    apposed = _apposed_name(words, last, tables, word.lower in tables.determiners) if name is None else None
    if apposed is not None:
        name, last = apposed, apposed[1]
    if name is None and last == i + 1 and word.lower in tables.determiners:
        return None
    return Phrase(i, last, name, _weight(words, Phrase(i, last, name), tables))


def governed_end(words: Sequence[Word], i: int, tables: Tables) -> int:
    """Returns the number of the word after the noun phrase that a preposition before word `i` governs."""
    j = i
    while j < len(words) and j - i <= MOST_ADJECTIVES and words[j].form[0].isalnum():
        phrase = phrase_at(words, j, tables)
        if phrase is not None:
            return phrase.last
        if words[j].lower in tables.verbs | tables.auxiliaries | tables.stops:
            return j
        j += 1
        if not tables.nouns_have_capitals:  # the noun itself
            return _phrase_end(words, j - 1, tables)
    return j


def phrases_in(words: Sequence[Word], first: int, last: int, tables: Tables) -> Iterator[Phrase]:
    """Yields the phrases of a stretch that no preposition or conjunction governs, in order."""
    i = first
    while i < last:
        word = words[i]
        if word.lower in tables.stops:
            i = max(i + 1, governed_end(words, i + 1, tables))
            continue
        phrase = phrase_at(words, i, tables) if word.lower not in tables.between else None
        if phrase is not None and phrase.last <= last:
            yield phrase
        i = phrase.last if phrase else i + 1


def source_in(words: Sequence[Word], tables: Tables) -> int | None:
    """Returns the index of the last word such as `laut` or `selon` that a name follows, or None."""
    for i in reversed(range(len(words))):
        phrase = phrase_at(words, i + 1, tables) if words[i].lower in tables.sources else None
        if phrase is not None and (phrase.name is not None or phrase.weight >= SOMEBODY):
            return i
    return None


def _continues(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether the word after a determiner continues its phrase, so that the determiner is no pronoun."""
    if i >= len(words) or not words[i].form[0].isalnum():
        return False
    return words[i].lower not in tables.verbs | tables.auxiliaries | tables.stops | tables.between


def _begins_phrase(word: Word, tables: Tables) -> bool:
    if word.lower in tables.impersonal:
        return False
    if word.lower in tables.determiners or word.lower in tables.titles:
        return True
    return word.is_capital and word.lower not in tables.stops | tables.between | tables.verbs | tables.auxiliaries


def _phrase_end(words: Sequence[Word], i: int, tables: Tables) -> int:
    """Returns the number of the word after the phrase that begins at word `i`."""
    last = j = i + 1
    has_noun = words[i].is_capital and words[i].lower not in tables.determiners
    while j < len(words) and j - i < LONGEST:
        if _links(words, j, tables):  # counts only if something follows
            has_noun = False
        elif _ends_phrase(words, i, j, tables, has_noun):
            break
        else:
            has_noun = has_noun or words[j].is_capital
            last = j + 1
        j += 1
    return last


def _links(words: Sequence[Word], j: int, tables: Tables) -> bool:
    """Whether word `j` links the words around it: a preposition, a particle, a genitive, the stop of an abbreviation."""
    word = words[j]
    if word.lower in tables.links or (word.lower in tables.particles and _is_particle(words, j, tables)):
        return True
    if tables.nouns_have_capitals and _is_genitive(words, j):
        return True
    return word.form == "." and j + 1 < len(words) and _is_abbreviation(words[j - 1], word, tables)


def _ends_phrase(words: Sequence[Word], i: int, j: int, tables: Tables, has_noun: bool) -> bool:
    """Whether the phrase that begins at word `i` ends before word `j`. `has_noun`: a noun with a capital is in it already."""
    word = words[j]
    if not word.form[0].isalnum():
        return True
    ending = tables.stops | tables.verbs | tables.auxiliaries | tables.impersonal | tables.between
    if word.lower in ending and not (j == i + 1 and _is_noun_by_place(words, i, tables)):
        return True
    if word.lower in tables.determiners and words[j - 1].lower not in tables.links:
        return True
    return tables.nouns_have_capitals and has_noun and not word.is_capital


def _is_particle(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether a small word stands within a name: Fatou von der Aue."""
    inner = words[i - 1].is_capital or words[i - 1].lower in tables.particles | tables.titles
    return inner and i + 1 < len(words) and (words[i + 1].is_capital or words[i + 1].lower in tables.particles)


def _is_noun_by_place(words: Sequence[Word], i: int, tables: Tables) -> bool:
    """Whether a determiner at `i` makes a noun of what could be a verb: le prévenu, der Gesandte."""
    return words[i].lower in tables.determiners and words[i].lower not in tables.pronouns and words[i + 1].lower in tables.verbs


def _is_abbreviation(word: Word, stop: Word, tables: Tables) -> bool:
    return stop.start == word.end and (len(word.form) == 1 or word.lower in tables.abbreviations | tables.titles)


def _is_genitive(words: Sequence[Word], i: int) -> bool:
    """Whether a German determiner continues a phrase: Sprecher der Polizei, Chef des Verbandes."""
    return words[i].form in ("der", "des", "eines", "einer") and words[i - 1].is_capital


def _apposed_name(words: Sequence[Word], i: int, tables: Tables, determined: bool) -> tuple[int, int] | None:
    """Returns the words of a name between a comma at `i` and the next mark, or None: le maire, Anna Poe.

    Behind a phrase with a determiner any words with capitals are one; behind others a known given name begins it.
    """
    if i + 1 >= len(words) or words[i].form != "," or not words[i + 1].is_capital:
        return None
    if words[i + 1].lower in tables.stops | tables.determiners or not (determined or is_given_name(words[i + 1])):
        return None
    last = _phrase_end(words, i + 1, tables)
    capitals = all(word.is_capital or word.lower in tables.particles or word.form == "." for word in words[i + 1 : last])
    return (i + 1, last) if capitals and (last >= len(words) or not words[last].form[0].isalnum()) else None


def _weight(words: Sequence[Word], phrase: Phrase, tables: Tables) -> float:
    """Returns how likely a phrase is a speaker."""
    first, last = phrase.first, phrase.last
    weight = max(_weight_of_name(words, phrase, tables), THING)
    if any(word.lower in tables.roles or word.lower.endswith(tables.role_endings) for word in words[first:last]):
        weight = max(weight, SOMEBODY)
    if first == 0 and last == 1 and weight == NAMED:  # any word at the beginning of a sentence has a capital
        weight = ADVERB if words[last : last + 1] and words[last].form == "," else THING
    return weight - OTHER_CASE if words[first].lower in tables.other_cases else weight


def _weight_of_name(words: Sequence[Word], phrase: Phrase, tables: Tables) -> float:
    if phrase.name is None:
        return 0.0
    start, end = phrase.name
    if words[phrase.first].lower in tables.titles or (is_given_name(words[start]) and end > start + 1):
        return PERSON
    return PERSON if end == start + 1 and words[start].lower in tables.people else NAMED
