"""The authors: the persons that JSON-LD, <meta> and the byline name; an organization only when no person is named anywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.extract.metadata.authors.author_names import desks, is_full_name, is_label, is_organization, names
from transforms.extract.metadata.authors.byline_text import short_text
from transforms.extract.metadata.authors.bylines import bylines, credited_names, marked_elements
from transforms.extract.metadata.field_sources import FROM_SITE_CONFIG, FieldSource
from transforms.extract.metadata.meta_tags import MetaTags, values
from transforms.text import name_key

# Names of <meta>, the most trusted first.
META = (
    "author article:author parsely-author sailthru.author byl dc.creator dcterms.creator authors cxenseparse:author"
    " articleauthor article_author dable:author citation_author"
)
# In a pair of <meta>, such as twitter:label1 "Written by" and twitter:data1 "Jane Roe". Plug-ins translate it.
AUTHOR_LABEL = re.compile(r"""(?xi) (?:
    (?: written \s | posted \s | story \s )? by | authors? | writer | reporter
  | verfasst \s von | geschrieben \s von | von | autor(?:in|en|es)? | auteurs? | écrit \s par | par | escrito \s por | por
  | scritto \s da | autore | geschreven \s door | door | skrevet \s av | skriven \s av | av | skrevet \s af | författare
  | forfatter | автор | yazan | yazar | penulis | napisane \s przez
) \s? :? """)
MAX_LABELS = 4
AND = re.compile(r"(?i)\s(?:and|&|und|et|y|e|en|og|och|i|и|ve|dan|ja)\s")
MAX_AND_MARKS = 5  # marked elements in which an "and" is looked for
MAX_VALUE = 500  # characters of a statement that are stored in the trace
MAX_SITE_WORDS = 4  # of a site's name that follows the name of a person
WORD = re.compile(r"\w+")
NO_PERSON = "no person is named anywhere"


@dataclass(frozen=True)
class Authors:
    """`names`: as written; empty when the page names nobody."""

    names: tuple[str, ...]
    sources: tuple[FieldSource, ...]


@dataclass(frozen=True)
class _Choice:
    """The source that is used (None for none), the names in it, and the reason in words."""

    source: str | None
    names: tuple[str, ...]
    why: str


def authors(
    tree: HtmlElement,
    meta: MetaTags,
    json_ld: Sequence[tuple[str, bool]],
    language: str | None,
    site_names: Iterable[str],
    hinted: Iterable[str] = (),
    headline: HtmlElement | None = None,
) -> Authors:
    """The authors of a page, and how they were chosen.

    `json_ld`: its authors, each with whether it is called an organization. `site_names`: the names that the site uses for
    itself. `hinted`: texts that the site's config selects; their names are used without comparison. `headline`: the heading
    that displays the title.
    """
    if (lines := tuple(hinted)) and (hinted_names := names(lines, language)):
        return Authors(hinted_names, (FieldSource("authors", "site", ", ".join(lines), True, FROM_SITE_CONFIG),))
    sites = {name_key(name) for name in site_names if name}
    marks = marked_elements(tree)
    by_source = _author_lines(tree, marks, meta, json_ld, language, headline)
    named = {source: _named(lines, sites, language) for source, lines in by_source.items()}
    persons = {source: tuple(name for name in all_names if not is_organization(name)) for source, all_names in named.items()}
    # A single word on a displayed line is more often a button or a place than a name.
    persons["byline"] = tuple(name for name in persons["byline"] if is_full_name(name))
    byline_is_list = persons["byline"] == named["byline"] and _has_and(by_source["byline"], marks)
    choice = _person_choice(persons, byline_is_list) or _organization_choice(named, by_source, json_ld)
    choice = _without_credited(choice, marks)
    shown = {**by_source, "json-ld": [name for name, _ in json_ld]}
    return Authors(choice.names, tuple(_sources(shown, choice, persons)))


def _author_lines(
    tree: HtmlElement,
    marks: Sequence[HtmlElement],
    meta: MetaTags,
    json_ld: Sequence[tuple[str, bool]],
    language: str | None,
    headline: HtmlElement | None,
) -> dict[str, list[str]]:
    """The author lines of each source, the most trusted source first."""
    lines = {
        "json-ld": [name for name, organization in json_ld if not organization],
        "meta": [value for value in (*values(meta, META), *_labelled(meta)) if not value.startswith(("http", "@"))],
    }
    # The search for unmarked bylines takes longest, and finds no better names than a source that names a person.
    any_person = any(
        is_full_name(name) and not is_organization(name) for raw in lines.values() for name in names(raw, language)
    )
    return {**lines, "byline": bylines(tree, marks, headline, unmarked=not any_person)}


def _labelled(meta: MetaTags) -> Iterator[str]:
    """The values of `twitter:data1` and the like whose `twitter:label1` says that they are the author."""
    for i in range(1, MAX_LABELS + 1):
        for label, value in zip(values(meta, f"twitter:label{i}"), values(meta, f"twitter:data{i}"), strict=False):
            if AUTHOR_LABEL.fullmatch(label):
                yield value


def _named(lines: Iterable[str], sites: set[str], language: str | None) -> tuple[str, ...]:
    """The names in author lines, without names of the site."""
    return tuple(name for name in names(_without_sites(lines, sites), language) if name_key(name) not in sites)


def _has_and(lines: Iterable[str], marks: Sequence[HtmlElement]) -> bool:
    """Whether a byline has an "and" in it."""
    return any(AND.search(line) for line in [*lines, *map(short_text, marks[:MAX_AND_MARKS])])


def _person_choice(persons: Mapping[str, tuple[str, ...]], byline_is_list: bool) -> _Choice | None:
    """The first source that names persons, unless a later one names all of them and more, or in full; None if none does.

    `byline_is_list`: the byline has an "and" in it. Without one, more names may be a job or a menu, unless <meta> has the same.
    """
    order = [source for source, some in persons.items() if some]
    if not order:
        return None
    used, why = order[0], "the first that names a person"
    folded = {source: {name_key(name) for name in some} for source, some in persons.items()}
    for source in order[1:]:
        if not all(map(is_full_name, persons[source])):
            continue
        certain = byline_is_list if source == "byline" else folded["byline"] == folded[source]
        if certain and folded[used] < folded[source]:
            used, why = source, f"has all that {used} has, and more"
        elif not any(map(is_full_name, persons[used])):
            used, why = source, f"has full names, {used} has not"
    return _Choice(used, persons[used], why)


def _organization_choice(
    named: Mapping[str, tuple[str, ...]], by_source: Mapping[str, Sequence[str]], json_ld: Sequence[tuple[str, bool]]
) -> _Choice:
    """The first source that names anybody: JSON-LD's organizations after all names, then desks, then the site itself."""
    # A single word on a displayed line is a button, if it is neither an agency nor a paper.
    named = {**named, "byline": tuple(name for name in named["byline"] if is_full_name(name) or is_organization(name))}
    if source := next((source for source, some in named.items() if some), None):
        return _Choice(source, named[source], NO_PERSON)
    organizations = tuple(dict.fromkeys(name for name, _ in json_ld if WORD.search(name) and not is_label(name)))
    if organizations:
        return _Choice("json-ld", organizations, NO_PERSON)
    for find in (desks, names):
        for source, lines in by_source.items():
            if found := find(lines):
                return _Choice(source, found, NO_PERSON)
    return _Choice(None, (), NO_PERSON)


def _without_credited(choice: _Choice, marks: Sequence[HtmlElement]) -> _Choice:
    """The choice without names that the page credits with photographs and the like, unless no name would be left."""
    if len(choice.names) < 2:
        return choice
    is_credited = credited_names(marks)
    writers = tuple(name for name in choice.names if not is_credited(name))
    if not writers or writers == choice.names:
        return choice
    return _Choice(choice.source, writers, f"{choice.why}; without those whom the page credits with something else")


def _sources(
    shown: Mapping[str, Sequence[str]], choice: _Choice, persons: Mapping[str, tuple[str, ...]]
) -> Iterator[FieldSource]:
    for source, lines in shown.items():
        if not lines:
            continue
        used = source == choice.source
        why = choice.why if used else "another source comes first" if persons[source] else "names no person"
        yield FieldSource("authors", source, ", ".join(lines)[:MAX_VALUE], used, why)


def _without_sites(lines: Iterable[str], sites: set[str]) -> list[str]:
    """The lines without a site's name that follows the name of a person: "Jane Roe Valley News"."""
    return [" | ".join(_without_site(part, sites) for part in line.split(" | ")) for line in lines]


def _without_site(line: str, sites: set[str]) -> str:
    words = line.split()
    most = min(MAX_SITE_WORDS, len(words) - 2)
    count = next((n for n in range(1, most + 1) if name_key("".join(words[-n:])) in sites), 0)
    return " ".join(words[:-count]) if count else line
