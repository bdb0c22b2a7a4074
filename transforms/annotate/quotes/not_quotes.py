"""What stands between marks and is no quote: titles of works, terms, scare quotes, nicknames; and what kind the rest is."""

from collections.abc import Sequence

from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.sentences import Held
from transforms.annotate.words import Words

LONGEST_NAME = 8  # words
FEW = 3  # words: without a cue, a term or a nickname


def is_term(words: Words, quote: Held, before: Sequence[int], cue: int | None, content: bool) -> bool:
    """A title, a term, a nickname. `cue`: the word that claims the quote, if any; `content`: it is a verb of content only."""
    n = _count(words, quote)
    if n == 0:
        return True
    previous = [words.form[i].lower() for i in before[-2:]]
    named = any(w in lists().named_as for w in previous) and (cue is None or content or before[-1] != cue)
    if named and n <= 6:
        return True
    if cue is None and n > 1 and not before and looks_whole(words, quote) and words.text[quote.quoted.end - 1] in ".?!":
        return False  # “No comment.”
    return cue is None and (n <= FEW or is_title(words, quote))


def is_title(words: Words, quote: Held) -> bool:
    """“Bridges and Rivers”: up to eight words, all but the small ones with a capital, and no full stop."""
    forms = [words.form[i] for i in range(quote.first, quote.last) if words.form[i][:1].isalpha()]
    big = [f for f in forms if f.lower() not in lists().links]
    return 1 < len(forms) <= 8 and all(f[:1].isupper() for f in big) and words.text[quote.quoted.end - 1] not in ".?!"


def has_a_name(words: Words, quote: Held, before: Sequence[int], after: Sequence[int]) -> bool:
    """Whatever cue is near: a paper titled “…”, the mayor (“AB”), she sang “Hello”, read “The Wend” by Ana Brandt."""
    n, last = _count(words, quote), before[-1] if before else None
    if last is None or not 0 < n <= LONGEST_NAME:
        return False
    form, following = words.form[last].lower(), words.form[after[0]].lower() if after else ""
    if form == "(" and following == ")":
        return n <= FEW
    if words.tag[last] == "VBN" and words.dep[last] == "acl":
        return form in lists().named_as
    forms = [words.form[i] for i in range(quote.first, quote.last) if words.form[i][:1].isalpha()]
    titled = all(f[:1].isupper() for f in forms if f.lower() not in lists().links)
    return titled and (form in lists().performs or (following == "by" and is_title(words, quote)))


def looks_whole(words: Words, quote: Held) -> bool:
    """Begins like a sentence: with a capital, a digit, or dots."""
    begins = words.text[quote.quoted.start : quote.quoted.start + 1]
    return not begins.islower()


def is_bare(words: Words, outside: Sequence[int]) -> bool:
    """Nothing but marks and conjunctions: “…” stands alone, or after “But”."""
    return all(words.form[i].lower() in lists().light or not any(map(str.isalnum, words.form[i])) for i in outside)


def _count(words: Words, quote: Held) -> int:
    return sum(any(map(str.isalpha, words.form[i])) for i in range(quote.first, quote.last))
