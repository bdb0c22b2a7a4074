"""Finds the signs of a type in the positions beside a name: before, after, of, subject, object, preposition, apposition.

The words that count in each position stand in `words.yaml`. A sign is named by its position and the type that the word shows:
`after: place` for "Velmarsh district".
"""

import re
from collections.abc import Iterator

from transforms.annotate.entities.clusters.evidence.evidence_words import evidence_words
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.set_before import noun_set_before
from transforms.annotate.tags import POSSESSIVE_MARKS, PROPER_NOUN_TAGS, SUBJECT_DEPS
from transforms.annotate.words import Words

LONGEST_LIST = 20  # names in a list, whose first one the preposition governs: "in Velmarsh, Quill and Brandt"
APPOSITION_WINDOW = 7  # tokens after the comma in which the noun of "Velmarsh, a small fishing town" stands
ATTRIBUTE_WINDOW = 9  # tokens after the verb in which the noun of "Velmarsh is a small fishing town" stands
DATELINE_WINDOW = 9  # tokens after the name in which the dash of "VELMARSH, Ohio, May 3 (Wire) –" stands
DETERMINERS = frozenset(["a", "an", "the", "its", "his", "her", "their", "one", "another", "this"])
PERSONAL = frozenset(["his", "her", "my", "our"])
BEING = frozenset(["is", "was", "are", "were", "became", "becomes"])
NOUN_TAGS = ("NN", "NNS")
END_TAGS = ("VB", "IN", "MD", "WP", "CC")  # first two letters of tags that end the search for an apposition
BODY_WINDOW = 7  # tokens before a bracket in which the noun of "Agency for Food and Water Control (" stands
INSIDE_BODY = frozenset(["of", "for", "the", "and", "de", "del", ","])
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
DASHES = frozenset(["-", "–", "—", "--"])


def slot_signs(words: Words, name: NameMention) -> Iterator[str]:
    """Yields the names of the signs in the positions beside one mention; one may come twice."""
    if name.first:
        yield from _before(words, name)
    yield from _after(words, name)
    yield from _by_grammar(words, name)
    noun = _noun_after_comma(words, name.last)
    noun = _attribute(words, name) if noun is None else noun
    noun = noun_set_before(words, name.first, name.last) if noun is None else noun
    if noun is not None:
        yield from (f"is a: {kind}" for kind in _types_of_noun(words, noun))
    if _is_dateline(words, name):
        yield "dateline"
    if _follows_body_in_brackets(words, name):
        yield "in brackets after a body"


def _before(words: Words, name: NameMention) -> Iterator[str]:
    lists, before = evidence_words(), words.form[name.first - 1]
    if before.lower() in lists.located:
        yield "located"
    if before in ("based", "-based"):
        yield "after based"
    if before.islower() and words.tag[name.first - 1] in NOUN_TAGS:
        yield from (f"noun before: {kind}" for kind in lists.types_of_noun(before))
    if before.lower() == "of" and name.first > 1:
        yield from _of(words.form[name.first - 2].lower())


def _of(noun: str) -> Iterator[str]:
    """Yields the signs of a noun before "of" and the name: "the province of Velmarsh", "the mayor of Velmarsh"."""
    if evidence_words().nouns.get(noun) == ("place",):
        yield "kind of place"
    else:
        yield from (f"of: {kind}" for kind in evidence_words().of.get(noun, ()))


def _after(words: Words, name: NameMention) -> Iterator[str]:
    lists = evidence_words()
    first, second, third = [*words.form[name.last : name.last + 3], "", "", ""][:3]
    if first in POSSESSIVE_MARKS:
        yield "possessive"
        owned = lists.after.get(second.lower()) or lists.after.get(third.lower(), ())
        yield from (f"owns: {kind}" for kind in owned)
    elif first.islower():
        noun = first if first in lists.after or first not in role_lists().subjects else second  # "Quill Foods chief executive"
        yield from (f"after: {kind}" for kind in lists.after.get(noun, ()))
    yield from _marks_after(first, second, third)


def _marks_after(first: str, second: str, third: str) -> Iterator[str]:
    """Yields the signs of a relative clause, a hyphen or a score in the three tokens after a name; "" where there is none."""
    if (second if first == "," else first) in ("who", "whose", "whom"):
        yield "who"
    if (first, second) == (",", "where"):
        yield "where"
    if first in ("-based", "-born") or (first in ("-", "–") and second in ("based", "born")):
        yield "based"
    if SCORE.fullmatch(first) or (first.isdigit() and second in DASHES and third.isdigit()):
        yield "score"


def _by_grammar(words: Words, name: NameMention) -> Iterator[str]:
    """Yields the signs of the word that governs the name, or the first name of its list."""
    lists, head = evidence_words(), words.head
    token = _head_of_name(words, name)
    if words.dep[token] == "compound" and words.tag[head[token]] in NOUN_TAGS and head[token] >= name.last:
        yield "modifier"
    token = _first_of_list(words, token)
    relation, governor = words.dep[token], words.form[head[token]].lower()
    if relation in SUBJECT_DEPS:
        yield "subject"
        yield from (f"subject: {kind}" for kind in lists.subject_verbs.get(governor, ()))
    if relation in ("dobj", "nsubjpass"):
        yield from (f"object: {kind}" for kind in lists.object_verbs.get(governor, ()))
    if relation == "pobj":
        yield from (f"preposition: {kind}" for kind in lists.prepositions.get(governor, ()))
        yield from _by_preposition(words, name, governor, head[head[token]])
        yield from _by_example(words, head[token])


def _by_preposition(words: Words, name: NameMention, preposition: str, token: int) -> Iterator[str]:
    """Yields the signs of the word before a preposition. `token`: that word."""
    form = words.form[token].lower()
    if preposition == "to" and form == "according":
        yield "according to"
    if preposition in ("to", "from", "in", "for", "of") and form in evidence_words().motion:
        yield "motion"
    if preposition == "from" and words.tag[token] in NOUN_TAGS and form in person_nouns():
        yield "person from"
    if preposition == "of" and name.first and words.form[name.first - 1].lower() != "of":
        yield from _of(form)


def _by_example(words: Words, preposition: int) -> Iterator[str]:
    """Yields the signs of the plural noun of which the name, or its list, is an example: "brands such as Quillbrandt"."""
    form, noun = words.form[preposition], words.head[preposition]
    is_example = form in ("including", "like") or words.form[max(0, preposition - 1) : preposition + 1] == ["such", "as"]
    if is_example and words.tag[noun] == "NNS":
        yield from (f"is a: {kind}" for kind in _types_of_noun(words, noun))


def _head_of_name(words: Words, name: NameMention) -> int:
    """Returns the token of the name whose head is outside the name; the last token when there is none."""
    tokens = range(name.last - 1, name.first - 1, -1)
    return next((i for i in tokens if not name.first <= words.head[i] < name.last), name.last - 1)


def _first_of_list(words: Words, token: int) -> int:
    for _ in range(LONGEST_LIST):
        head = words.head[token]
        if words.dep[token] not in ("conj", "appos") or head >= token or words.tag[head] not in PROPER_NOUN_TAGS:
            break
        token = head
    return token


def _types_of_noun(words: Words, noun: int) -> tuple[str, ...]:
    """Returns the types that a noun shows; "her publisher" is somebody, while other publishers are houses."""
    form = words.form[noun].lower()
    if noun and words.form[noun - 1].lower() in PERSONAL and form in person_nouns():
        return ("person",)
    return evidence_words().types_of_noun(form)


def _noun_after_comma(words: Words, last: int) -> int | None:
    """Returns the head noun of "Velmarsh, a small fishing town", or None."""
    first = last + 1
    if words.form[last:first] != [","] or first >= len(words):
        return None
    if words.form[first].lower() not in DETERMINERS and not words.form[first].islower():
        return None
    for i in range(first, min(first + APPOSITION_WINDOW, len(words))):
        tag = words.tag[i]
        following = words.form[i + 1 : i + 2]
        if following and following[0] in POSSESSIVE_MARKS:  # "Ana Brandt, the team's coach,"
            continue
        if tag in NOUN_TAGS and not (i + 1 < len(words) and words.tag[i + 1] in NOUN_TAGS):
            is_next_subject = words.dep[i] in SUBJECT_DEPS and words.head[i] > i
            return None if is_next_subject else i
        if tag.startswith(END_TAGS) or tag in (",", "."):
            return None
    return None


def _attribute(words: Words, name: NameMention) -> int | None:
    """Returns the noun in "Velmarsh is a town", or None."""
    subject = _head_of_name(words, name)
    verb = words.head[subject]
    if words.dep[subject] != "nsubj" or words.form[verb].lower() not in BEING:
        return None
    after = range(verb + 1, min(verb + 1 + ATTRIBUTE_WINDOW, len(words)))
    return next((i for i in after if words.head[i] == verb and words.dep[i] == "attr"), None)


def _is_dateline(words: Words, name: NameMention) -> bool:
    """Whether a paragraph begins with the name of a place: "VELMARSH, Ohio (Wire) –", "VELMARSH: "."""
    if name.first and "\n" not in words.text[words.end[name.first - 1] : words.start[name.first]]:
        return False
    following = words.form[name.last : name.last + DATELINE_WINDOW]
    if following[:1] in ([":"], *([dash] for dash in DASHES)):
        return all(words.form[i].isupper() for i in name.tokens)
    dash = next((i for i, form in enumerate(following) if form in DASHES or form == "|"), 0)
    if not dash or following[0] not in (",", "(", "/", "|") or following[1][0].isdigit():
        return False
    return all(form in (",", "(", ")", "/", ".") or form[0].isupper() or form[0].isdigit() for form in following[:dash])


def _follows_body_in_brackets(words: Words, name: NameMention) -> bool:
    """Whether the name is a short one in brackets after a body: "the Agency for Food Control (Agrofood)"."""
    marks = (*words.form[max(0, name.first - 1) : name.first], *words.form[name.last : name.last + 1])
    if name.first < 2 or not (marks == ("(", ")") or (marks == (",", ",") and name.last - name.first == 1)):
        return False
    heads = name_lists().heads["organization"]
    for i in range(name.first - 2, max(-1, name.first - 2 - BODY_WINDOW), -1):
        form = words.form[i]
        if not form[:1].isupper() and form not in INSIDE_BODY:
            return False
        if form[:1].isupper() and form.lower() in heads:
            return True
    return False
