"""Repairs the spans of the model: cuts titles, articles, possessives and marks, adds missing parts, drops what is no name."""

import re
from collections.abc import Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.grow import with_neighbour, with_word_after_hyphen
from transforms.annotate.entities.names.spans.particles import with_particles
from transforms.annotate.entities.names.spans.portfolios import is_office, is_portfolio
from transforms.annotate.entities.names.spans.two_names import split_two_names
from transforms.annotate.entities.names.spans.whole_people import with_given_names
from transforms.annotate.words import Words

LONGEST = 8  # tokens of a name; longer spans are captions or lists
EDGES = frozenset("\"“”„‟«»'‘’`.,:;!?()[]{}–—-/|*•…&+=_") | {"--", "``", "''", "...", "'s", "’s", "s’"}
DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"])
LINK_WORDS = frozenset(["Follow", "Watch", "Read", "Via"])  # in captions and links: "Follow Ana Brandt"
FUNCTION_WORDS = frozenset(["who", "which", "that", "and", "of", "the", "for", "is", "was", "has", "in", "at", "on"])
ENDINGS_OF_OCCUPATIONS = ("er", "or", "ist", "eer")
PREFIX = re.compile(r"(?i)^(?:pro|anti|pan|ex|then|non|mid|post|pre)-")  # the "pro-" of "pro-Delta" is not part of the name
HYPHENS = frozenset("-‑")
NO_NAME = re.compile(
    r"""(?x)
      [@\#<>=]                              # a handle, a tag, markup
    | :// | www\.                           # an address
    | ^[\W\d_]+$                            # marks and digits only: "24/7"
    | ^\d+(?::\d+)?\s?[ap]\.?m\.?$          # a time of day: "10:30 p.m."
    | ^[A-Z]{0,3}[$€£¥₹]\s?\d               # a sum: "N$100"
    | \d\s(?:million|billion|trillion)\b    # a sum: "LE 4 million"
    """
)


def repair(words: Words, name: NameMention) -> Iterator[NameMention]:
    """Yields the names in a span of the model: none, one, or two when the span holds two names."""
    name = _trimmed(words, _without_titles(words, name))
    if not name.length or _is_end_of_word(words, name.first):
        return
    if name.kind == "person":
        name = _without_occupation(words, _without_common_words(words, name))
    name = with_neighbour(words, _without_prefix(words, name))
    name = with_word_after_hyphen(words, with_given_names(words, with_particles(words, name)))
    for part in split_two_names(words, name):
        part = _trimmed(words, _before_handle(words, part._replace(first=_begin(words, part))))
        if (
            0 < part.length <= LONGEST
            and _may_be_name(words, part)
            and not is_portfolio(words, part)
            and not is_office(words, part)
        ):
            yield part


def _without_titles(words: Words, name: NameMention) -> NameMention:
    """Returns the span after its last title, as a person: "Harbor Office Spokesperson Ana Brandt"; or else the span."""
    lists, forms, (first, last) = name_lists(), words.form, name[:2]
    title_words = lists.titles | lists.ranks if name.kind == "person" else lists.titles
    titles = [
        i
        for i in range(first, last - 1)
        if forms[i].lower() in title_words
        and forms[i + 1] != "of"  # "Earl of Velmarsh"
        and not (i > first and (forms[i - 1] == "," or (name.kind == "person" and lists.is_given_name(forms[i - 1]))))
    ]
    if not titles:
        return name
    title, begin = titles[-1], titles[-1] + 1
    is_person = (
        name.kind == "person"
        or _is_full_name(forms[begin:last])
        or (forms[title].lower() in lists.courtesy_titles and _is_surname(forms[begin:last]))
    )
    return name._replace(first=begin, kind="person") if is_person else name


def _is_full_name(forms: list[str]) -> bool:
    """Whether the words after a title are a full name: in "Spokeswoman Ana Brandt", not in "Attorney General Office"."""
    capitalised = all(form[:1].isupper() and not form.isupper() for form in forms)
    return len(forms) == 2 and capitalised and forms[1].lower() not in name_lists().all_heads


def _is_surname(forms: list[str]) -> bool:
    """Whether the words after a title are a surname: in "Ms Brandt", not in "Ms. Magazine"."""
    form = forms[0]
    return len(forms) == 1 and form[:1].isupper() and form.isalpha() and form.lower() not in name_lists().all_heads


def _trimmed(words: Words, name: NameMention) -> NameMention:
    """Returns the span without marks, articles and other words at its edges that are not part of the name. It may be empty."""
    first, last = _begin(words, name), name.last
    while first < last and _is_after_name(words, first, last):
        last -= 1
    if last - first > 2 and words.form[last - 2] in HYPHENS and words.form[last - 1].lower() in name_lists().hyphen_suffixes:
        last -= 2  # "Velmarsh-led"
    return name._replace(first=first, last=last)


def _begin(words: Words, name: NameMention) -> int:
    first = name.first
    while first < name.last and _is_before_name(words, first, name.last, name.kind == "person"):
        first += 1
    return first


def _is_before_name(words: Words, i: int, last: int, is_person: bool) -> bool:
    form = words.form[i]
    if form in EDGES or form.lower() in DETERMINERS or not form.strip():
        return True
    if last - i == 1:
        return False
    if form[0].isdecimal() and not form.isalnum():  # a time: "18.40 Brandt"
        return True
    if words.tag[i] == "VBG" and is_person:  # "Regarding Brandt, she said"
        return True
    return form in LINK_WORDS or form in ("pro", "of") or form[0] in HYPHENS or PREFIX.match(form) is not None


def _is_after_name(words: Words, first: int, last: int) -> bool:
    form = words.form[last - 1]
    if form in EDGES or words.tag[last - 1] == "POS" or not form.strip():
        return True
    return last - first > 1 and (form.lower() in name_lists().trailing or form in FUNCTION_WORDS)


def _is_end_of_word(words: Words, i: int) -> bool:
    """Whether a token is the second half of a word: "Beijing" in "pro-Beijing", "-jin" in "Su-jin"."""
    if i and words.form[i][0] in "-–" and words.end[i - 1] == words.start[i]:
        return True
    start = words.start[i]
    return start > 1 and words.text[start - 1] in HYPHENS and words.text[start - 2].islower()


def _without_common_words(words: Words, name: NameMention) -> NameMention:
    """Returns a person's name without common words and groups before it: "councillors Ana Brandt", "Republican Tom Reyes"."""
    first, last = name.first, name.last
    for i in range(last - 2, first - 1, -1):
        if _is_common_word(words.form[i]) and words.form[i + 1][:1].isupper():
            return name._replace(first=i + 1)
    while last - first > 2 and words.form[first] in well_known_names().groups:
        first += 1
    return name._replace(first=first)


def _without_occupation(words: Words, name: NameMention) -> NameMention:
    """Returns a person's name without an occupation before its given name: "Scaffolder Ana Brandt", "Clerk Tom Reyes"."""
    if name.length < 3:
        return name
    occupation, given = words.form[name.first], words.form[name.first + 1]
    is_occupation = occupation.lower().endswith(ENDINGS_OF_OCCUPATIONS) or occupation.lower() in person_nouns()
    is_occupation = is_occupation and not name_lists().is_given_name(occupation)
    return name._replace(first=name.first + 1) if is_occupation and name_lists().is_given_name(given) else name


def _is_common_word(form: str) -> bool:
    return form.islower() and len(form) > 2 and form != "the" and form not in name_lists().particles


def _without_prefix(words: Words, name: NameMention) -> NameMention:
    """Returns the span without "Pan-democrat" or "Pro-Delta" before the name, which the tokenizer splits at the hyphen."""
    first = name.first
    while name.last - first > 3 and words.form[first + 1] in HYPHENS and words.end[first] == words.start[first + 1]:
        if not (words.form[first + 2].islower() or PREFIX.match(words.form[first] + "-")):
            break
        first += 3
    return name._replace(first=first)


def _before_handle(words: Words, name: NameMention) -> NameMention:
    """Returns the span up to a handle or hashtag: "Ana Brandt @anabrandt"."""
    handle = next((i for i in range(name.first + 1, name.last) if words.form[i][0] in "@#"), name.last)
    return name._replace(last=handle)


def _may_be_name(words: Words, name: NameMention) -> bool:
    text = words.text[words.start[name.first] : words.end[name.last - 1]]
    has_capitals = any(map(str.isupper, text)) or text.lower() == text.upper()  # scripts without case have no capitals
    if NO_NAME.search(text) or "\n" in text or not has_capitals:
        return False
    lists = name_lists()
    if name.length > 1:
        return not all(words.form[i].lower() in lists.titles for i in name.tokens)
    return not _is_no_name_alone(text)


def _is_no_name_alone(text: str) -> bool:
    lists, lower = name_lists(), text.lower()
    return lower in lists.not_names or lower in lists.titles or (text.isupper() and lower in lists.not_organizations)
