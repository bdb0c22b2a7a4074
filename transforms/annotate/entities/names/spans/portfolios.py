"""Recognizes offices and portfolios, which are no names: "Inspector General of Mines", "Transport Minister"."""

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

OFFICES = frozenset(["minister", "ministers", "undersecretary"])
OFFICES_BEFORE = OFFICES | {"secretary"}
IN_LIST = frozenset([",", "and", "&"])
FARTHEST = 10  # tokens from the office to the last portfolio of its list


# Who holds it is named by the office itself: "the Duke of Velmarsh"
NOBLE = frozenset(
    ["king", "queen", "prince", "princess", "duke", "duchess", "earl", "count", "countess", "baron", "baroness", "lord"]
)
WITH_ROLE = frozenset(["general", "deputy", "assistant", "vice", "acting", "chief", "-"])


def is_office(words: Words, name: NameMention) -> bool:
    """Whether a name is an office with its "of", or ends before it: "Inspector General of Mines", "Inspector" in it."""
    forms = [form.lower() for form in words.form[name.first : name.last + 1]]
    if "of" not in forms[1:] or name.kind == "work":
        return False
    office = forms[: forms.index("of", 1)]
    lists, roles = name_lists(), role_lists().nouns
    return NOBLE.isdisjoint(office) and all(
        form in lists.titles or roles.get(form) == form or form in WITH_ROLE for form in office
    )


def is_portfolio(words: Words, name: NameMention) -> bool:
    """Whether a name that is no person, place or group is the portfolio of the minister named right after or before it."""
    if name.kind in ("person", "place", "group"):
        return False
    after = words.form[name.last].lower() if name.last < len(words) else ""
    return after in OFFICES or _office_stands_before(words, name)


def _office_stands_before(words: Words, name: NameMention) -> bool:
    """Whether "Minister of" stands before the name, or before the list of capitalised words that it belongs to."""
    i = name.first - 1
    while i > name.first - FARTHEST and i > 0 and (words.form[i] in IN_LIST or words.form[i][:1].isupper()):
        i -= 1
    return i > 0 and words.form[i].lower() in ("of", "for") and words.form[i - 1].lower() in OFFICES_BEFORE
