"""Decides which entities of an article get a Wikidata id: precision first, so an ambiguous name without support gets none.

The name must be the whole canonical name of an entity of the right type: never a surname alone, and no nationality.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.linking.table import KnownEntity, Table, table
from transforms.records import Entity, Mention

# ", Massachusetts", ", Mass.", " (Ontario)": what a town's name is followed by; at most three words
AFTER = re.compile(r"(?:,|\ \() \s? ((?:[A-Z][\w.’'-]{1,20}) (?:\ [A-Z][\w.’'-]{1,20}){0,2})", re.X)
NUMBER_BEFORE = re.compile(r"\d\s?$")  # "200 B.C." is no province
# The result of a match: "2-1", "24–17"; years ("2014-15") have more digits
SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
MATCH = re.compile(
    r"""(?ix) \b (?: beat | beaten | w[io]ns? | winners? | victory | lost | loses? | loss | defeat\w* | drew | draws?
    | match | goals? | scor\w+ | innings | wickets? ) \b"""
)
CUP = re.compile(r"\b(?:Game\ \d|World\ Series|Super\ Bowl|[Pp]layoffs?|root(?:ed|ing)?\ for)\b", re.X)
SENTENCE_END = re.compile(r"[.!?]['’”\"]?\s|\n")
WINDOW = 200  # characters on either side of a name in which its sentence is sought


@dataclass(frozen=True)
class _Article:
    """`names`: folded canonical names of the entities. `abbreviations`: see `Gazetteer.alias_of`."""

    text: str
    names: frozenset[str]
    gazetteer: Gazetteer

    def has(self, name: str) -> bool:
        """Whether the article names this entity, or has these words ("Irish")."""
        return folded(name) in self.names or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text) is not None

    def canonical(self, name: str) -> str:
        alias = self.gazetteer.alias_of(name)
        return folded(alias.name if alias else name)


def wikidata_ids(text: str, entities: Sequence[Entity], gazetteer: Gazetteer, known: Table | None = None) -> Mapping[str, str]:
    """Returns entity id → Wikidata id, for the entities that the table knows and the article does not contradict."""
    known = known or table()
    article = _Article(text, frozenset(folded(entity.name) for entity in entities), gazetteer)
    found: dict[str, str] = {}
    for entity in entities:
        bearers = known.bearers.get((entity.type, folded(entity.name)), ())
        if not bearers or not _stands_for_itself(text, entity):
            continue
        chosen = _choose(bearers, entity, article, known.regions)
        if chosen and chosen.id:
            found[entity.id] = chosen.id
    return found


def _choose(bearers: Sequence[KnownEntity], entity: Entity, article: _Article, regions: frozenset[str]) -> KnownEntity | None:
    """The bearer of the name who is meant, or None in doubt."""
    after = _regions_after(entity, article, regions) if entity.type == "place" else set()
    named = [one for one in bearers if after & {article.canonical(name) for name in one.support}]
    if named or (after and any(one.is_town for one in bearers)):  # "Georgia, Texas and Ohio" says nothing of Georgia
        return _only(named)
    return _by_support(bearers, [one for one in bearers if any(map(article.has, one.support))])


def _by_support(bearers: Sequence[KnownEntity], supported: Sequence[KnownEntity]) -> KnownEntity | None:
    """The usual bearer of a name, unless only others have support; without a usual one, the only one with support."""
    usual = _only([one for one in bearers if one.id and not one.needs_support])
    if usual is None:
        return _only(supported)
    return usual if usual in supported or not supported else None


def _only(bearers: Sequence[KnownEntity]) -> KnownEntity | None:
    return bearers[0] if len(bearers) == 1 else None


def _regions_after(entity: Entity, article: _Article, regions: frozenset[str]) -> set[str]:
    """The countries and states that follow a mention and a comma ("Cambridge, Massachusetts")."""
    found: set[str] = set()
    for mention in entity.mentions:
        if mention.kind == "name" and (match := AFTER.match(article.text, mention.end)):
            words = match[1].split()
            forms = [article.canonical(" ".join(words[:n])) for n in range(len(words), 0, -1)]
            found |= {form for form in forms if form in regions}
    return found


def _stands_for_itself(text: str, entity: Entity) -> bool:
    """Whether no name of a place stands for its team, and not all follow a number."""
    names = [mention for mention in entity.mentions if mention.kind == "name"]
    if entity.type != "place":
        return True
    after_number = all(NUMBER_BEFORE.search(text, max(name.start - 2, 0), name.start) for name in names)
    return not after_number and not any(_is_team(text, name) for name in names)


def _is_team(text: str, name: Mention) -> bool:
    """Whether the sentence of a name has the result of a match, or tells of a cup."""
    before = text[max(name.start - WINDOW, 0) : name.start]
    after = text[name.end : name.end + WINDOW]
    starts = [match.end() for match in SENTENCE_END.finditer(before)]
    end = SENTENCE_END.search(after)
    sentence = before[starts[-1] if starts else 0 :] + name.text + after[: end.start() if end else WINDOW]
    return bool(CUP.search(sentence) or (SCORE.search(sentence) and MATCH.search(sentence)))
