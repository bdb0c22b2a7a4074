"""The words of `role_nouns.yaml`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.phrase_index import PhraseIndex

SETS = (
    "areas", "common", "subjects", "offices", "modifiers", "dropped", "parties", "nations", "made", "figurative",
    "private", "appoints", "serves", "becomes", "follows", "unreal", "bodies", "places", "from_places",
    "elsewhere", "errand", "times", "when",
)  # fmt: skip


@dataclass(frozen=True)
class RoleLists:
    """Lower-case words; what each list is for is said in the file.

    `nouns`: a role's last word, also in the plural → its singular. `phrases`: roles of several words, in the singular
    and the plural. `leading`: verb → role; `leading_named`: only when what is led has a name.
    """

    nouns: Mapping[str, str]
    titles: frozenset[str]
    phrases: PhraseIndex[None]
    leading: Mapping[str, str]
    leading_named: Mapping[str, str]
    areas: frozenset[str]
    subjects: frozenset[str]
    modifiers: frozenset[str]
    dropped: frozenset[str]
    private: frozenset[str]
    appoints: frozenset[str]
    serves: frozenset[str]
    becomes: frozenset[str]
    follows: frozenset[str]
    unreal: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    parties: frozenset[str]
    nations: frozenset[str]
    common: frozenset[str]
    made: frozenset[str]
    offices: frozenset[str]
    figurative: frozenset[str]
    from_places: frozenset[str]
    elsewhere: frozenset[str]
    errand: frozenset[str]
    times: frozenset[str]
    when: frozenset[str]


@cache
def role_lists() -> RoleLists:
    data = yaml.safe_load((files(__package__) / "role_nouns.yaml").read_text("utf-8"))
    nouns = str(data["nouns"]).split()
    phrases = [phrase.split() for phrase in data["phrases"]]
    plurals = [[plural(first), *rest] for first, *rest in phrases]
    return RoleLists(
        nouns={plural(n): n for n in nouns} | {n: n for n in nouns},
        titles=frozenset(str(data["titles"]).split()),
        phrases=PhraseIndex((phrase, None) for phrase in [*phrases, *plurals]),
        leading=data["verbs"]["any"],
        leading_named=data["verbs"]["named"],
        **{name: frozenset(str(data[name]).split()) for name in SETS},
    )


def plural(noun: str) -> str:
    """
    >>> plural("chairman"), plural("secretary"), plural("boss"), plural("senator")
    ('chairmen', 'secretaries', 'bosses', 'senators')
    """
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")
