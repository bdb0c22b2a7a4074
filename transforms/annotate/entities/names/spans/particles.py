"""Extends names over particles and the word beside them: "Puerto" + "del Alba", "Las" + "Brisas", "De la" + "Vega"."""

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words

# Articles that begin a place's or a person's name, with a capital
ARTICLES = frozenset(["Las", "Los", "El", "La", "San", "Santa", "Al", "Le", "Les"])
BEFORE_SURNAME = frozenset(
    ["De", "Del", "Della", "Van", "Von", "Bin", "Ben", "Al", "El", "Di", "Da", "Dos", "Le", "La", "Abu", "Ibn"]
)
# In the middle of a name, without a capital; not "y" or "e", which also join two names
LONGEST = 7  # words of a person's name with particles
INNER = frozenset(["de", "del", "da", "do", "dos", "das", "di", "du", "bin", "ibn", "binti", "bint", "van", "von"])
ARTICLES_AFTER_INNER = frozenset(["la", "las", "los", "el", "der", "den", "Los", "Las", "La", "El"])


def with_particles(words: Words, name: NameMention) -> NameMention:
    """Returns a person's or place's name extended over particles to both sides; any other name unchanged."""
    if name.kind in ("organization", "work") and _is_person(words, name):
        name = name._replace(kind="person")
    if name.kind not in ("person", "place"):
        return name
    first, last = name.first, name.last
    if name.length == 1 and words.form[first] in ARTICLES and _is_name_word(words, last):
        last += 1
    while (end := _end_after_particles(words, last)) is not None:
        last = end
    before = BEFORE_SURNAME if name.kind == "person" else ARTICLES
    if first and words.form[first - 1] in before and words.end[first - 1] + 1 == words.start[first]:
        first -= 1
    elif first > 1 and words.form[first - 1] in ARTICLES_AFTER_INNER and words.form[first - 2] == "De":
        first -= 2
    return name._replace(first=first, last=last)


def _is_person(words: Words, name: NameMention) -> bool:
    """Whether a span of another type is a person's name with a particle: "Ana Maria de la Vega"."""
    forms, lists = words.form[name.first : name.last], name_lists()
    if not 3 <= len(forms) <= LONGEST or not lists.is_given_name(forms[0]) or INNER.isdisjoint(forms):
        return False
    may_be = (form[0].isupper() or form in INNER or form in ARTICLES_AFTER_INNER for form in forms)
    return all(may_be) and lists.all_heads.isdisjoint(map(str.lower, forms))


def _end_after_particles(words: Words, i: int) -> int | None:
    """Returns the end of the particles from token `i` on and the capitalised word after them; None when there are none."""
    if i >= len(words) or words.form[i] not in INNER:
        return None
    end = i + 1
    if end < len(words) and words.form[end] in ARTICLES_AFTER_INNER:
        end += 1
    return end + 1 if _is_name_word(words, end) else None


def _is_name_word(words: Words, i: int) -> bool:
    if i >= len(words) or words.end[i - 1] + 1 != words.start[i]:
        return False
    form = words.form[i]
    return form[0].isupper() and words.tag[i] in PROPER_NOUN_TAGS and form.lower() not in name_lists().titles
