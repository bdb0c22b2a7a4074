"""Finds the role right before a name: "Delta Union spokesman Tom Reyes", "Sen. Tom Reyes, R-Iowa"."""

import re
from dataclasses import replace

from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.roles.affiliations import name_end
from transforms.annotate.entities.roles.context import COURTESY_TITLES, ClusterName, RoleContext
from transforms.annotate.entities.roles.phrases import RolePhrase, name_ends_with_role, role_phrase_before_name
from transforms.annotate.tags import POSSESSIVE_MARKS

LONGEST_ABBREVIATION = 4  # letters of an abbreviated place that is in no list: "Miss."
LONGEST_TITLE = 14  # words before the name, with the affiliation
PLACE = r"([A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)*)"
PARTY = re.compile(rf"""(?x)
    (?:,\s|\s?[(\[])
    (?: (?:[RDIL]|Lab|Con|Rep|Dem|Ind)\.?[-–]{PLACE}
    |   (?:a\s|an\s|the\s)?(?:Republican|Democrat|Independent|independent|Conservative|Labour|Liberal)\s(?:of|from)\s{PLACE}
    )
    (?=[,)\].;]|\s|$)
""")  # "Sen. Reyes, R-Iowa", "Rep. Okoro (D-Ohio)"; "Senator Ana Reyes, Republican of Iowa"


def role_before(context: RoleContext, name: ClusterName) -> RolePhrase | None:
    """Returns the role right before a person's name, or None.

    Its affiliation may follow the name: "Judge Ana Brandt of Delta".
    """
    last = _before_courtesy_titles(context, name)
    if last is None or (last in context.name_at and not name_ends_with_role(context, last)):
        return None
    if _is_name_of_a_thing(context, last, name):
        return None
    begin = max(context.sentence_start[name.first], last - LONGEST_TITLE)
    role = role_phrase_before_name(context, begin, last)
    if role is None or _is_another_person(context, role, last, name) or _is_persons_name(context, role, last):
        return None
    if role.affiliation is not None:
        return role
    party = PARTY.match(context.words.text, context.words.end[name.last - 1])
    if party is not None:
        return replace(role, affiliation=_party_place(party))
    return _with_affiliation_after(context, role, name)


def _before_courtesy_titles(context: RoleContext, name: ClusterName) -> int | None:
    """Returns the word before a name and its "Dr."; None when the sentence begins with the name."""
    begin, i = context.sentence_start[name.first], name.first - 1
    while i > begin and context.low[i] in COURTESY_TITLES:
        i -= 1
    return i if i >= begin else None


def _is_name_of_a_thing(context: RoleContext, role_last: int, name: ClusterName) -> bool:
    """Whether the name is part of a longer one, because a capitalized word follows: "Governor Thomas Bridge"."""
    after = name.last
    if after >= context.sentence_end(role_last) or after in context.name_at:
        return False
    return context.is_capitalized(after) and context.words.tag[after].startswith("NNP")


def _is_another_person(context: RoleContext, role: RolePhrase, role_last: int, name: ClusterName) -> bool:
    """Whether the role is another person's: in "showed the mayor Reyes's letter" the parser does not attach it to the name."""
    if role.word_before not in ("the", "that", "this") or context.is_capitalized(role_last):
        return False
    head, span = context.words.head, range(name.first, name.last)
    return head[role_last] not in span and all(head[i] != role_last for i in span)


def _is_persons_name(context: RoleContext, role: RolePhrase, role_last: int) -> bool:
    """Whether the word that could be a role directly follows a person's name, without an apostrophe: "Ana Brandt King Day"."""
    holder = context.name_at.get(role.first)
    if holder is None or not holder.is_person or not context.is_capitalized(role_last):
        return False
    return context.low[holder.last] not in POSSESSIVE_MARKS


def _party_place(party: re.Match[str]) -> str:
    """Returns the place in "R-Iowa." without the dot that ends the sentence. The dot of an abbreviation ("Pa.") is kept."""
    place = party[1] or party[2]
    name = place.removesuffix(".")
    if name in well_known_names().types:
        return name
    is_abbreviation = gazetteer(()).alias_of(place) is not None or "." in name or len(name) <= LONGEST_ABBREVIATION
    return place if is_abbreviation else name


def _with_affiliation_after(context: RoleContext, role: RolePhrase, name: ClusterName) -> RolePhrase:
    """Returns the role, with the affiliation after the name if there is one: "Judge Ana Brandt of Harbor County"."""
    if context.low[name.last : name.last + 1] != ["of"]:
        return role
    first = name.last + 1 + (context.low[name.last + 1 : name.last + 2] == ["the"])
    end = name_end(context, first)
    if end is None or first in context.people:
        return role
    return replace(role, affiliation=context.text_of(first, end), last=end)
