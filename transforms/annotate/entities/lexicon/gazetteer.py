"""The gazetteer: for each form of a well-known name, its entity and type.

The user's names take precedence over shipped names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.well_known import WellKnownNames, well_known_names
from transforms.annotate.phrase_index import PhraseIndex


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Well-known names by their folded forms (`ids.folded`).

    `aliases`: form → entity. `types`: form of a name without aliases → entity type. `spelling`: form → usual spelling.
    `exact_forms`: form of an abbreviation → its only spellings, because others are another word ("WHO", "Who"). `names`: tokens
    of each name that is searched for even where the model finds none → the name. `user_names`: for each name in the user's
    alias file, its characters → the name.
    """

    aliases: Mapping[str, Alias]
    types: Mapping[str, str]
    spelling: Mapping[str, str]
    exact_forms: Mapping[str, frozenset[str]]
    names: PhraseIndex[str] = field(repr=False)
    user_names: PhraseIndex[str] = field(repr=False)

    def alias_of(self, text: str) -> Alias | None:
        """Returns the entity that has this name among its aliases, or None.

        >>> gazetteer(()).alias_of("U.S.").name, gazetteer(()).alias_of("Who")
        ('United States', None)
        """
        form = folded(text)
        alias = self.aliases.get(form)
        if alias and (exact := self.exact_forms.get(form)) and _without_article(text) not in exact:
            return None
        return alias

    def usual_spelling(self, name: str) -> str:
        """Returns the usual spelling of a well-known name in capitals ("Geneva" for "GENEVA"); any other name unchanged."""
        return self.spelling.get(folded(name), name) if name.isupper() else name

    def type_of(self, text: str) -> str | None:
        """Returns the entity type of a well-known name, or None."""
        alias = self.alias_of(text)
        return alias.type if alias and alias.type else self.types.get(folded(text))


@lru_cache(maxsize=16)
def gazetteer(user_aliases: tuple[Alias, ...]) -> Gazetteer:
    """Returns the shipped names and the user's. A shipped row that shares a name with a row of the user is merged into it."""
    shipped = well_known_names()
    rows = [*shipped.aliases, *_with_shipped_names(user_aliases, shipped.aliases)]
    return Gazetteer(
        aliases={folded(name): row for row in rows for name in row.all_names},
        types={folded(name): kind for name, kind in shipped.types.items()},
        spelling={folded(name): name for name in shipped.types},
        exact_forms=_exact_forms(rows),
        names=PhraseIndex((tokens, " ".join(tokens).replace(" - ", "-")) for tokens in map(tokenized, _unambiguous(shipped))),
        user_names=PhraseIndex((name, name) for row in user_aliases for name in row.all_names),
    )


def _exact_forms(rows: Iterable[Alias]) -> dict[str, frozenset[str]]:
    written: dict[str, set[str]] = {}
    for row in rows:
        for name in row.all_names:
            written.setdefault(folded(name), set()).add(_without_article(name))
    return {form: frozenset(names) for form, names in written.items() if all(map(_is_abbreviation, names))}


def _unambiguous(shipped: WellKnownNames) -> Iterator[str]:
    """Yields the shipped names that mean their entity everywhere: no ambiguous names, and no aliases that are short words."""
    yield from (name for name in shipped.types if name not in shipped.ambiguous)
    for row in shipped.aliases:
        yield from (name for name in row.all_names if " " in name or (name.isupper() and len(name) > 2))


def _with_shipped_names(user_aliases: Iterable[Alias], shipped: Iterable[Alias]) -> Iterator[Alias]:
    """Yields the user's rows, each with the names of the shipped rows of the same entity and, if it has no type, their type."""
    shipped_by_form = {folded(name): row for row in shipped for name in row.all_names}
    for row in user_aliases:
        same = [shipped_by_form[form] for form in map(folded, row.all_names) if form in shipped_by_form]
        shipped_names = [name for other in same for name in other.all_names]
        kind = row.type or (same[0].type if same else None)
        yield replace(row, aliases=(*row.aliases, *shipped_names), type=kind, own=True)


def tokenized(name: str) -> tuple[str, ...]:
    """Returns a name as the tokenizer splits it: at spaces, around a hyphen, before a comma and before `'s`.

    >>> tokenized("Guinea-Bissau"), tokenized("U.S. Army")
    (('Guinea', '-', 'Bissau'), ('U.S.', 'Army'))
    """
    return tuple(name.replace("-", " - ").replace(",", " ,").replace("'s ", " 's ").split())


def _without_article(text: str) -> str:
    text = text.strip().removesuffix("'s").removesuffix("’s")
    return text[4:] if text[:4].lower() == "the " else text


def _is_abbreviation(name: str) -> bool:
    """Whether a name is an acronym ("WHO", not "Who") or an abbreviation with a dot ("Mass.", not "Mass")."""
    return " " not in name and (name.isupper() or name.endswith("."))
