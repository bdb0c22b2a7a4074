"""Recognizes words between quotation marks that are no quote: titles of works, terms, scare quotes, nicknames."""

from collections.abc import Sequence

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.sentences import SentenceQuote
from transforms.annotate.words import Words

LONGEST_NAME = 8  # words of a title
LONGEST_TERM = 6  # words after "so-called" and similar words
FEW = 3  # words: without a cue, a quote of so few words is a term or a nickname


def is_term(words: Words, quote: SentenceQuote, before: Sequence[int], cue: int | None, content: bool) -> bool:
    """Whether quoted words are a title, a term or a nickname.

    `before`: the words before the quote. `cue`: its cue, if any. `content`: the cue is of the class `content`.
    """
    length = _alphabetic_words(words, quote)
    if length == 0:
        return True
    if length <= LONGEST_TERM and _is_named(words, before, cue, content):
        return True
    if cue is not None:
        return False
    if not before and looks_whole(words, quote) and _ends_sentence(words, quote):  # “No comment.”
        return False
    return length <= FEW or is_title(words, quote)


def is_title(words: Words, quote: SentenceQuote) -> bool:
    """Whether quoted words look like a title: “Bridges and Rivers”, up to eight words, capitalized, without a full stop."""
    return has_title_letters(words, quote) and not _ends_sentence(words, quote)


def has_title_letters(words: Words, quote: SentenceQuote) -> bool:
    """Whether quoted words, up to eight and more than one, are capitalized like a title: “Deport the Mayor.”"""
    forms = _alphabetic_forms(words, quote)
    return 1 < len(forms) <= LONGEST_NAME and _in_title_case(forms)


def is_named_thing(words: Words, quote: SentenceQuote, before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether the words around a quote show that it is a name: a paper titled “…”, she sang “Hello”. Cues are ignored."""
    length = _alphabetic_words(words, quote)
    if not before or not 0 < length <= LONGEST_NAME:
        return False
    last, following = before[-1], words.form[after[0]].lower() if after else ""
    if words.form[last] == "(" and following == ")":  # the mayor (“AB”)
        return length <= FEW
    form = words.form[last].lower()
    if words.tag[last] == "VBN" and words.dep[last] == "acl":
        return form in quote_words().naming_words
    if form in quote_words().performing_verbs:
        return _in_title_case(_alphabetic_forms(words, quote))
    return following == "by" and is_title(words, quote)  # read “The Wend” by Ana Brandt


def looks_whole(words: Words, quote: SentenceQuote) -> bool:
    """Whether a quote begins like a sentence: with a capital, a digit, or dots."""
    return not words.text[quote.quoted.start : quote.quoted.start + 1].islower()


def is_bare(words: Words, outside: Sequence[int]) -> bool:
    """Whether the words beside a quote are only marks and conjunctions, so that the quote stands alone: But “…”"""
    return all(_is_opener_or_mark(words.form[i]) for i in outside)


def _is_opener_or_mark(form: str) -> bool:
    return form.lower() in quote_words().sentence_openers or not any(map(str.isalnum, form))


def _is_named(words: Words, before: Sequence[int], cue: int | None, content: bool) -> bool:
    """Whether a word like "titled" or "so-called" stands before the quote and is not its cue."""
    near = (words.form[i].lower() in quote_words().naming_words for i in before[-2:])
    return any(near) and (cue is None or content or before[-1] != cue)


def _ends_sentence(words: Words, quote: SentenceQuote) -> bool:
    return words.text[quote.quoted.end - 1] in ".?!"


def _in_title_case(forms: Sequence[str]) -> bool:
    """Whether all words except the minor ones begin with a capital."""
    return all(form[:1].isupper() for form in forms if form.lower() not in quote_words().title_minor_words)


def _alphabetic_forms(words: Words, quote: SentenceQuote) -> list[str]:
    """Returns the words of a quote that begin with a letter."""
    return [words.form[i] for i in range(quote.first, quote.last) if words.form[i][:1].isalpha()]


def _alphabetic_words(words: Words, quote: SentenceQuote) -> int:
    """Returns the number of words of a quote that contain a letter."""
    return sum(any(map(str.isalpha, words.form[i])) for i in range(quote.first, quote.last))
