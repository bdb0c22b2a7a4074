"""Decides what a label looks like: somebody's name, initials or role, `Q` and `A`, or any other words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.quotes.turns.labels import CAPITAL
from transforms.annotate.quotes.turns.turn import Label

Kind = Literal["qa", "name", "initials", "role", "other"]
NAME_PARTICLE = "(?:de|van|von|der|den|la|le|di|da|bin|al)"
# a word of a name within a sentence: it has a stop only after an initial or a title
RUN_WORD = rf"(?:{CAPITAL}[\w'’-]{{0,60}}\w|{CAPITAL}\.|(?:Mr|Mrs|Ms|Dr|St|Sgt|Capt|Col|Gen|Lt|Gov|Sen|Rep|Prof|Rev)\.)"
NAME_RUN = re.compile(rf"{RUN_WORD}(?: (?:{NAME_PARTICLE} )*{RUN_WORD})+|(?<=[a-z,] ){RUN_WORD}")
OFFICE_OF = re.compile(r" (?:of|for|from) ")  # the Minister for Rails
INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")


@dataclass(frozen=True)
class TextNames:
    """The capitalized names in the rest of a text: `runs` as they are written, `words` the words in them, folded."""

    runs: Sequence[str]
    words: frozenset[str]


def names_beside(text: str, labels: Iterable[Label]) -> TextNames:
    """Returns the names that a text has outside its labels. A single capitalized word at the start of a sentence is none."""
    end, rest = 0, []
    for label in labels:
        rest.append(text[end : label.start])
        end = max(end, label.end)
    runs = [run.removesuffix("’s").removesuffix("'s").rstrip(".'’") for run in NAME_RUN.findall("\n".join([*rest, text[end:]]))]
    return TextNames(runs, frozenset(word for run in runs for word in folded(run).split()))


def label_kind(who: str, names: TextNames) -> Kind:
    """Returns the kind of a label that is not `Q` or `A`. `names`: those of the text beside the labels.

    >>> names = names_beside("The clerk, Oskar Kern, left.", [])
    >>> [label_kind(who, names) for who in ("KERN", "Mr Doyle", "OK", "THE WITNESS", "Tickets")]
    ['name', 'name', 'initials', 'role', 'other']
    """
    bare, titled = without_title(who)
    parts = folded(OFFICE_OF.split(bare)[0]).split()
    if not parts:
        return "other"
    if titled or parts[-1] in names.words or (len(parts) > 1 and name_lists().is_given_name(parts[0])):
        return "name"
    if INITIALS.fullmatch(who) and any(initials_of(run) == who.replace(".", "") for run in names.runs):
        return "initials"
    is_role = (
        parts[-1] in role_lists().nouns or parts[-1] in person_nouns() or (who.lower().startswith("the ") and who.isupper())
    )
    return "role" if is_role else "other"


def without_title(who: str) -> tuple[str, bool]:
    """Returns a label without the titles before a name, and whether there were any.

    >>> without_title("MR. DUNMORE"), without_title("Judge")
    (('DUNMORE', True), ('Judge', False))
    """
    lists, parts = name_lists(), who.split()
    titles = lists.titles | lists.courtesy_titles
    first = 0
    while first + 1 < len(parts) and (parts[first].lower() in titles or parts[first].lower().rstrip(".") in titles):
        first += 1
    return " ".join(parts[first:]), first > 0


def initials_of(name: str) -> str:
    """Returns the initials of a name without its particles: `TE` for "Tomas Ebner"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
