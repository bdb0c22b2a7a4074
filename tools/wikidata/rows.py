"""Chooses the rows of the table: names of well-known entities, their ids, and what must stand beside an ambiguous name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tools.wikidata.sources import Item
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.well_known import names_in, well_known_names
from transforms.annotate.package_yaml import read_package_yaml

KNOWN = Path(__file__).with_name("known.yaml")
CONTINENTS = ("Africa", "Asia", "Europe", "North America", "South America")
# Descriptions in Wikidata of what the table takes from the brand package, and the country that supports such a name.
STATES = {
    "state of the United States of America": "United States",
    "province of Canada": "Canada",
    "territory of Canada": "Canada",
    "state of Australia": "Australia",
    "federal territory of Australia": "Australia",
}
CITY = re.compile(r"(?i)\b(city|capital|municipality|seat)\b")
COUNTRY = re.compile(r"(?i)\b(country|sovereign|state|territory)\b")
PLACE = re.compile(
    r"""(?ix) ^ (?: [\w.-]+ \s ){0,4}?
    (?: city | town | municipality | capital | seat | borough | village | state | province | region | county | district ) \b"""
)
NO_PLACE = re.compile(
    r"""(?ix) company | chain | agency | authority | network | store | service | operator | system | government | council
    | bank | line | brand"""
)
MAJORITY = 2  # of three packages


@dataclass
class Row:
    """One entity of the table, or with the id `-` others of its name. `kind`: region, town, organization or person.

    `support`: names that tell this bearer of the name from others; where `needs_support`, one must be in the article.
    """

    id: str
    kind: str
    names: list[str]
    support: list[str] = field(default_factory=list)
    needs_support: bool = False


def known_rows(section: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Id, names and support of each row of a section of `known.yaml`."""
    for text in names_in(yaml.safe_load(KNOWN.read_text("utf-8"))[section]):
        key, names, *support = (part.strip() for part in text.split("|"))
        yield key, _split(names), _split(support[0]) if support else []


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.split(", ") if name.strip()]


def country_rows(
    items: Mapping[str, Item], territories: Mapping[str, list[str]], countries: Mapping[str, str], report: list[str]
) -> Iterator[Row]:
    """The countries of the lexicon and the continents, each with the id on which two of three packages agree.

    Of continents only one package knows. `report` gets the names without an id.
    """
    votes = _votes(items, territories, countries)
    for name in [*places("countries"), *CONTINENTS]:
        found = sum((votes[folded(other)] for other in all_names(name)), Counter[str]()).most_common()
        least = 1 if name in CONTINENTS else MAJORITY
        if found and found[0][1] >= least and found[0][1] > sum(number for _, number in found[1:2]):
            yield Row(found[0][0], "region", [name])
        else:
            report.append(f"no country: {name} {dict(found)}")


def _votes(
    items: Mapping[str, Item], territories: Mapping[str, list[str]], countries: Mapping[str, str]
) -> dict[str, Counter[str]]:
    """Folded name → id → number of packages that have it for a country of that name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    pairs = {(folded(name), key, 1) for key, names in territories.items() for name in names}
    pairs |= {(folded(name), key, 2) for name, key in countries.items()}
    pairs |= {
        (folded(item.label), item.id, 3)
        for item in items.values()
        if COUNTRY.search(item.description) and not NO_PLACE.search(item.description)
    }
    for form, key, _ in pairs:
        votes[form][key] += 1
    return votes


def state_rows(items: Mapping[str, Item]) -> Iterator[Row]:
    for item in items.values():
        country = next((STATES[key] for key in STATES if item.description.startswith(key)), None)
        if country:
            yield Row(item.id, "region", [item.label])


def city_rows(items: Mapping[str, Item], regions: Iterable[str]) -> Iterator[Row]:
    """The cities of the lexicon that are items, each with the regions in its description as support."""
    names = {folded(name): name for name in places("cities")}
    shown = sorted(regions, key=len, reverse=True)
    for item in items.values():
        name = names.get(folded(item.label))
        if name and CITY.search(item.description) and PLACE.match(item.description) and not NO_PLACE.search(item.description):
            support = [region for region in shown if re.search(rf"\b{re.escape(region)}\b", item.description)]
            yield Row(item.id, "town", [name], support)


def places(section: str) -> list[str]:
    """The names of a section of the lexicon's places."""
    return names_in(read_package_yaml("transforms.annotate.entities.lexicon", "places.yaml")["places"][section])


def all_names(name: str) -> list[str]:
    """A name with the other names of the same entity in the lexicon."""
    row = next((row for row in well_known_names().aliases if name in row.all_names), None)
    return [*row.all_names] if row else [name]
