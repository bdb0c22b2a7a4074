"""Well-known names: one canonical name and type for each of their forms; a user's own win over ours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.phrase_index import PhraseIndex


@dataclass(frozen=True)
class Known:
    """Forms are folded. `findable`: the tokens of each form that may be found without the model → the form. `own`: the
    characters of each of the user's forms → the form.
    """

    aliases: Mapping[str, Alias]
    types: Mapping[str, str]
    spelling: Mapping[str, str]
    exact: Mapping[str, frozenset[str]]
    findable: PhraseIndex[str] = field(repr=False)
    own: PhraseIndex[str] = field(repr=False)

    def alias(self, text: str) -> Alias | None:
        """Whose name the text is, when it is a well-known one.

        >>> known(()).alias("U.S.").name, known(()).alias("Who")
        ('United States', None)
        """
        form = folded(text)
        found = self.aliases.get(form)
        if found and (exact := self.exact.get(form)) and _bare(text) not in exact:
            return None
        return found

    def spelt(self, name: str) -> str:
        """A name in capitals as it is written elsewhere, when it is a known one: "GENEVA"."""
        return self.spelling.get(folded(name), name) if name.isupper() else name

    def kind(self, text: str) -> str | None:
        """The type of a well-known name."""
        found = self.alias(text)
        return found.type if found and found.type else self.types.get(folded(text))


@lru_cache(maxsize=16)
def known(own: tuple[Alias, ...]) -> Known:
    """Ours, and `own` over them: a row of ours that shares a form with one of the user's is the user's as a whole."""
    shipped = lists()
    ours = [Alias(forms[0], forms[1:], kind) for kind, forms in shipped.aliases]
    rows = [*ours, *_with_ours(own, ours)]
    aliases = {folded(form): row for row in rows for form in (row.name, *row.aliases)}
    exact: dict[str, set[str]] = {}
    for row in rows:
        for form in (row.name, *row.aliases):
            exact.setdefault(folded(form), set()).add(_bare(form))
    strict = {f: frozenset(forms) for f, forms in exact.items() if all(map(_needs_its_letters, forms))}
    sure = [name for name in shipped.known if name not in shipped.doubtful]
    sure += [form for row in ours for form in (row.name, *row.aliases) if " " in form or (form.isupper() and len(form) > 2)]
    types = {folded(name): kind for name, kind in shipped.known.items()}
    return Known(
        aliases,
        types,
        {folded(name): name for name in shipped.known},
        strict,
        PhraseIndex((parts, " ".join(parts).replace(" - ", "-")) for parts in map(tokens, sure)),
        PhraseIndex((form, form) for row in own for form in (row.name, *row.aliases)),
    )


def _with_ours(own: Iterable[Alias], ours: Iterable[Alias]) -> Iterator[Alias]:
    """The user's rows, with the other forms that ours know of the same ones."""
    by_form = {folded(form): row for row in ours for form in (row.name, *row.aliases)}
    for row in own:
        same = [by_form[f] for f in map(folded, (row.name, *row.aliases)) if f in by_form]
        more = [form for other in same for form in (other.name, *other.aliases)]
        kind = row.type or (same[0].type if same else None)
        yield replace(row, aliases=(*row.aliases, *more), type=kind, own=True)


def tokens(name: str) -> tuple[str, ...]:
    """A name as the tokenizer cuts it: at spaces, and round a hyphen.

    >>> tokens("Guinea-Bissau"), tokens("U.S. Army")
    (('Guinea', '-', 'Bissau'), ('U.S.', 'Army'))
    """
    return tuple(name.replace("-", " - ").replace(",", " ,").replace("'s ", " 's ").split())


def _bare(text: str) -> str:
    """A form without its article and possessive."""
    text = text.strip().removesuffix("'s").removesuffix("’s")
    return text[4:] if text[:4].lower() == "the " else text


def _needs_its_letters(form: str) -> bool:
    """An acronym ("WHO", no "Who"), or an abbreviation with a dot ("Mass.", no "Mass")."""
    return " " not in form and (form.isupper() or form.endswith("."))
