"""Finds bodies whose name is a phrase before a role and a person: "Keepers of the Coast campaign director Ana Brandt"."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words

LONGEST_ROLE = 4  # words before the role noun: "deputy general co-"
LONGEST = 8  # tokens of the body
LINKS = frozenset(
    [
        *("of", "for", "the", "in", "on", "at", "against", "without", "with", "to", "our", "from", "behind", "over"),
        *("and", "&", "-", "'", "’", "'s", "’s"),
    ]
)
LINKS_OF_NAMES = frozenset(["of", "for", "the", "in", "without", "against", "off", "our"])
ADVERBS = frozenset(["first", "now", "together", "forward", "too", "alone", "today", "tomorrow"])  # "Children First"
BEFORE_PLACE = frozenset(["in", "on", "at", "from", "to"])
SENTENCE_ENDS = frozenset([".", "!", "?", "”", '"', "“", ":", "—", "–", "•", "’", "‘"])
PARTICIPLES = frozenset(["VBG", "VBN", "VBD"])
NAME_TAGS = ("NN", "VB", "JJ")  # of the first word where a sentence begins: "Voices", "Save", "Clean"


def find_bodies_before_roles(words: Words) -> Iterator[NameMention]:
    """Yields the bodies, and the works where the role is an actor's or author's, before a role in lower case and a person.

    The phrase begins with a capital, ends with one, and has a small word ("of", "for the") or a word inside that is no proper
    noun; the names of a plain run of proper nouns are found elsewhere.
    """
    nouns = role_lists().nouns
    for noun in range(2, len(words) - 1):
        form = words.form[noun]
        if nouns.get(form) != form or not _begins_person(words, noun + 1):
            continue
        end = _begin_of_role(words, noun)
        first = _begin_of_phrase(words, end)
        if end - first > 1 and _is_phrase(words, first, end) and _may_be_body(words, first, end, form):
            yield NameMention(first, end, "work" if form in role_lists().roles_in_works else "organization", "rule")


def _begins_person(words: Words, i: int) -> bool:
    form = words.form[i]
    return words.tag[i] in PROPER_NOUN_TAGS and form[0].isupper() and not form.isupper()


def _begin_of_role(words: Words, noun: int) -> int:
    """Returns the first token of the role that ends with token `noun`: "campaign" in "Coast campaign director"."""
    i = noun
    while i > max(0, noun - LONGEST_ROLE) and words.form[i - 1] not in LINKS - {"-"}:
        if not (words.form[i - 1].islower() or words.form[i - 1] == "-") or words.tag[i - 1].startswith(("VBD", "VBZ", "IN")):
            break
        i -= 1
    return i


def _begin_of_phrase(words: Words, end: int) -> int:
    """Returns the first capitalised token of the words with capitals, and the small words between them, before token `end`."""
    first = i = end
    while i > max(0, end - LONGEST):
        form = words.form[i - 1]
        if "\n" in words.text[words.end[i - 1] : words.start[i]] or not (form[0].isupper() or form in LINKS):
            break
        i -= 1
        if form[0].isupper():
            first = i
        elif first == end:
            break  # a small word right before the role
    return first + (words.form[first] == "The" and first < end)


def _is_phrase(words: Words, first: int, end: int) -> bool:
    """Whether a small word links the capitalised words, or one of them is no proper noun: "Children First"."""
    inner = map(str.lower, words.form[first + 1 : end - 1])
    return not LINKS_OF_NAMES.isdisjoint(inner) or words.form[end - 1].lower() in ADVERBS


def _may_be_body(words: Words, first: int, end: int, role: str) -> bool:
    """Whether the phrase may be a name: not an office, somebody's people, a time, or a place before a comma that is missing."""
    if not _may_begin_body(words, first):
        return False
    links = [i for i in range(first + 1, end) if words.form[i].lower() in LINKS]
    is_place = bool(links) and " ".join(words.form[links[-1] + 1 : end]) in well_known_names().places
    if is_place and words.form[links[-1]] in BEFORE_PLACE:
        return False
    lists = role_lists()
    if words.form[first].lower() not in lists.related_people or not links or any(words.form[i][0].isupper() for i in links):
        return True
    is_role_of_place = any(role in roles for roles in (lists.roles_of_places, lists.located_roles, lists.roles_of_towns))
    return words.form[links[-1]] == "the" and not is_place and not is_role_of_place


def _may_begin_body(words: Words, i: int) -> bool:
    form, word, tag, lists = words.form[i], words.form[i].lower(), words.tag[i], name_lists()
    if word in lists.titles or word in lists.not_names or word in LINKS or role_lists().nouns.get(word) == word:
        return False
    if lists.is_given_name(form) or form in well_known_names().places or word in role_lists().time_words:
        return False
    return tag.startswith(NAME_TAGS) and tag not in PARTICIPLES if _begins_sentence(words, i) else tag not in PARTICIPLES


def _begins_sentence(words: Words, i: int) -> bool:
    if not i or "\n" in words.text[words.end[i - 1] : words.start[i]]:
        return True
    return words.form[i - 1] in SENTENCE_ENDS or words.form[i - 1] == "The"
