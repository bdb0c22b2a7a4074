"""Who wrote it: the persons that JSON-LD, <meta> and the byline name, weighed; a body only when no person is named anywhere."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.extract.metadata.author_names import is_body, is_full_name, names
from transforms.extract.metadata.bylines import bylines, credited, marked, short_text
from transforms.extract.metadata.field_sources import HINTED, Witness

# Names of <meta>, the most trusted first.
META = "author article:author parsely-author sailthru.author byl dc.creator dcterms.creator authors cxenseparse:author"
JOINED = re.compile(r"(?i)\s(?:and|&|und|et|y|e|en|og|och|i|и|ve|dan|ja)\s")
LONGEST_TOLD = 500  # characters of what a witness says that are told
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Authors:
    """`names`: who wrote it, as written; empty when the page names nobody."""

    names: tuple[str, ...]
    witnesses: tuple[Witness, ...]


def authors(
    tree: HtmlElement,
    meta: Mapping[str, Sequence[str]],
    stated: Sequence[tuple[str, bool]],
    language: str | None,
    site_names: Iterable[str],
    hinted: Iterable[str] = (),
) -> Authors:
    """`stated`: JSON-LD's authors, each with whether it calls it an organization. `site_names`: what the site calls itself.

    `hinted`: what the site's config points at; names there need no weighing.
    """
    if (raw := tuple(hinted)) and (found := names(raw, language)):
        return Authors(found, (Witness("authors", "site", ", ".join(raw), True, HINTED),))
    sites = {_folded(name) for name in site_names if name}
    marks = marked(tree)
    lines = {
        "json-ld": [name for name, organization in stated if not organization],
        "meta": [value for name in META.split() for value in meta.get(name, ()) if not value.startswith(("http", "@"))],
    }
    # A search for unmarked ones takes longer than all the rest, and finds no better ones.
    named = any(is_full_name(name) and not is_body(name) for raw in lines.values() for name in names(raw, language))
    lines["byline"] = bylines(tree, marks, unmarked=not named)
    said = {source: _others(names(_signed(raw, sites), language), sites) for source, raw in lines.items()}
    persons = {source: tuple(name for name in found if not is_body(name)) for source, found in said.items()}
    # A word alone on a displayed line is a button or a place more often than a name.
    persons["byline"] = tuple(name for name in persons["byline"] if is_full_name(name))
    joined = persons["byline"] == said["byline"] and any(
        JOINED.search(line) for line in [*lines["byline"], *map(short_text, marks[:5])]
    )
    winner, why = _weighed(persons, joined)
    if winner is None:
        winner = next((source for source, bodies in said.items() if bodies), None)
        found, why = said.get(winner or "", ()), "no person is named anywhere"
        if winner is None and (bodies := tuple(dict.fromkeys(name for name, _ in stated if WORD.search(name)))):
            winner, found, why = "json-ld", bodies, "no person is named anywhere"
    else:
        found = persons[winner]
    is_credited = credited(marks)
    if len(found) > 1 and (left := tuple(name for name in found if not is_credited(name))):
        why += "" if left == found else "; less those whom the page credits with something else"
        found = left
    told = [
        Witness("authors", source, ", ".join(raw)[:LONGEST_TOLD], source == winner, _why(source, winner, why, persons[source]))
        for source, raw in {**lines, "json-ld": [name for name, _ in stated]}.items()
        if raw
    ]
    return Authors(found, tuple(told))


def _weighed(persons: Mapping[str, tuple[str, ...]], joined: bool) -> tuple[str | None, str]:
    """The first that names persons, unless a later one has all of them and more, or full names where it has user names.

    `joined`: the byline has an "and" in it. Without one, more may be a job or a menu, unless <meta> has the same.
    """
    order = [source for source, found in persons.items() if found]
    if not order:
        return None, ""
    winner, why = order[0], "the first that names a person"
    sets = {source: {_folded(name) for name in found} for source, found in persons.items()}
    for source in order[1:]:
        if not all(map(is_full_name, persons[source])):
            continue
        sure = joined if source == "byline" else sets["byline"] == sets[source]
        if sure and sets[winner] < sets[source]:
            winner, why = source, f"has all that {winner} has, and more"
        elif not any(map(is_full_name, persons[winner])):
            winner, why = source, f"has full names, {winner} has not"
    return winner, why


def _why(source: str, winner: str | None, won: str, persons: tuple[str, ...]) -> str:
    if source == winner:
        return won
    return "another goes before" if persons else "names no person"


def _signed(lines: Iterable[str], sites: set[str]) -> list[str]:
    """The lines less the site's name behind the person's: "Jane Roe Valley News"."""
    return [" | ".join(_unsigned(part, sites) for part in line.split(" | ")) for line in lines]


def _unsigned(line: str, sites: set[str]) -> str:
    words = line.split()
    cut = next((n for n in range(1, min(5, len(words) - 1)) if _folded("".join(words[-n:])) in sites), 0)
    return " ".join(words[:-cut]) if cut else line


def _others(found: Iterable[str], sites: set[str]) -> tuple[str, ...]:
    return tuple(name for name in found if _folded(name) not in sites)


def _folded(text: str) -> str:
    return "".join(WORD.findall(text.lower()))
