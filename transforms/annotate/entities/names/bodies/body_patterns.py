"""Finds organizations, places, events and laws by the noun at the end of their name, where the model missed or cut the name."""

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.capital_runs import end_of_proper_nouns
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import POSSESSIVE_MARKS, SUBJECT_DEPS
from transforms.annotate.words import Words

PREPOSITIONS = frozenset(["of", "for"])
LONGEST_FIELD = 3  # words of a field of a body: "Rural Water Supply"
KINDS = frozenset(["organization", "place", "event", "law"])  # the last word of a work or product rarely shows its type
# Words before an acronym that show an organization: "a spokesman for NGU", "Northern Growers Union (NGU"
BEFORE_ACRONYM = frozenset(["of", "the", "by", "from", "at", "with", "for", "and", "(", "to", "which"])


def body_in_run(words: Words, run: tuple[int, int]) -> NameMention | None:
    """Returns the name in a run that ends with a head noun, or None.

    A phrase with `of` or `for` after it is included: "Brandt Fund for the Arts".
    """
    lists, (first, last) = name_lists(), run
    while first < last - 1 and (words.form[first] in well_known_names().groups or words.form[first].lower() in lists.titles):
        first += 1
    head = next((i for i in range(last - 1, first - 1, -1) if words.form[i].lower() in lists.all_heads), None)
    if head is None:
        return None
    noun, end = words.form[head].lower(), head + 1
    kind = next(kind for kind, nouns in lists.heads.items() if noun in nouns)
    if head == last - 1 and (kind == "organization" or noun in lists.heads_with_of):
        end = _end_with_of_phrase(words, end)
    return NameMention(first, end, kind, "rule") if end - first > 1 and kind in KINDS else None


def _end_with_of_phrase(words: Words, last: int) -> int:
    """Returns the end of a name with a phrase after it: "of the Arts", "for Visual Arts", "of North Delta at Harbor Hill"."""
    if last >= len(words) or words.form[last].lower() not in PREPOSITIONS:
        return last
    begin = last + 1
    begin += words.form[begin : begin + 1] == ["the"]
    end = end_of_proper_nouns(words, begin)
    if end == begin:
        return last
    if words.form[begin].isupper() and words.form[begin - 1] == "the":
        return last  # "Delta State University of the US"
    is_place = well_known_names().types.get(" ".join(words.form[begin:end])) == "place"
    if is_place and words.form[last - 1].lower() not in name_lists().heads_with_of:
        return last  # "Harbor Museum of Denmark"
    if not is_place and (end_of_fields := _end_of_fields(words, end)) is not None:
        return end_of_fields
    if words.form[end : end + 1] == ["at"] and (further := end_of_proper_nouns(words, end + 1)) > end + 1:
        return further
    return end


def _end_of_fields(words: Words, i: int) -> int | None:
    """Returns the end of the fields that follow the first one: ", Trade and Industry"; None where no field or list does."""
    while i < len(words) and words.form[i] == ",":
        end = _end_of_field(words, i + 1)
        if end is None:
            return None
        i = end
    return _end_of_field(words, i + 1) if words.form[i : i + 1] in (["and"], ["&"]) else None


def _end_of_field(words: Words, begin: int) -> int | None:
    """Returns the end of a field of a body ("Social Welfare"); None for the name of somebody or something else."""
    end, lists = end_of_proper_nouns(words, begin), name_lists()
    if not begin < end <= begin + LONGEST_FIELD or lists.is_given_name(words.form[begin]):
        return None
    if " ".join(words.form[begin:end]) in well_known_names().types or words.form[end - 1].isupper():
        return None
    return None if words.form[end - 1].lower() in lists.all_heads else end


def acronym_in_run(words: Words, run: tuple[int, int]) -> NameMention | None:
    """Returns an acronym where an organization can stand, or None: "of NGU", "NGU's", "the Northern Growers Union (NGU)"."""
    first, last = run
    if last - first != 1 or not _is_acronym(words.form[first]):
        return None
    before = words.form[first - 1].lower() if first else ""
    after = words.form[last] if last < len(words) else ""
    if before in BEFORE_ACRONYM or after in POSSESSIVE_MARKS or words.dep[first] in SUBJECT_DEPS:
        return NameMention(first, last, "organization", "rule")
    return None


def _is_acronym(form: str) -> bool:
    return 3 <= len(form) <= 6 and form.isupper() and form.isalpha() and form.lower() not in name_lists().not_organizations
