"""Counts and measures of entities, their mentions and their pronouns.

Persons, organizations and places are scored. Spans are trimmed by `names.name_span` before they are compared. Two things are
optional, so that finding them is neither right nor wrong: entities marked `group`, and names inside another name ("Texas" in
"University of Texas").
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tools.evaluate.entity_text import Document, Entity, Mention, Row, overlap, read_document
from tools.evaluate.measures import F1, Counts, Measure, Ratio
from tools.evaluate.names import PRONOUNS_HE, PRONOUNS_IT, entity_words


def counts(gold: Row, predicted: Row, sites: bool = False) -> Counts:
    """Returns the counts of one text. `sites`: a museum, a school and the like may be a place or an organization."""
    document = read_document(gold, predicted, sites)
    result: Counter[str] = Counter()
    for part in (_mentions(document), _clusters(document), _entities(document), _pronouns(gold, document)):
        result.update(part)
    return result


def aligned(answer: Sequence[Mention], guess: Sequence[Mention], same_type: bool) -> dict[int, int]:
    """Returns index in `answer` → index in `guess` for mentions that overlap: one to one, the longest overlap first."""
    candidates = [
        (-overlap(a.span, b.span), abs(a.span[0] - b.span[0]), i, j)
        for i, a in enumerate(answer)
        for j, b in enumerate(guess)
        if overlap(a.span, b.span) > 0 and (not same_type or a.type == b.type)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _mentions(document: Document) -> Counts:
    """Counts the name mentions that were found exactly, by span, and by overlap."""
    answer, guess = document.answer_mentions, document.guess_mentions
    pairs = aligned(answer, guess, same_type=False)
    return {
        "mentions": len(answer),
        "mentions.predicted": len(guess),
        "mentions.exact": (Counter((m.span, m.type) for m in answer) & Counter((m.span, m.type) for m in guess)).total(),
        "mentions.span": (Counter(m.span for m in answer) & Counter(m.span for m in guess)).total(),
        "mentions.overlap": len(aligned(answer, guess, same_type=True)),
        "mentions.paired": len(pairs),
    }


def _clusters(document: Document) -> Counts:
    """Returns the counts of B-cubed over all name mentions, and of entities that share a predicted entity with another.

    `homes`: entities with mentions in a predicted entity. `homes.shared`: those for which the predicted entity that has most of
    their mentions also has most of those of another.
    """
    answer, guess = document.answer_mentions, document.guess_mentions
    pairs = aligned(answer, guess, same_type=False)
    common = Counter((answer[i].entity, guess[j].entity) for i, j in pairs.items())
    answer_sizes, guess_sizes = Counter(m.entity for m in answer), Counter(m.entity for m in guess)
    homes: dict[int, int] = {}
    for (a, b), shared in common.items():
        if a not in homes or shared > common[a, homes[a]]:
            homes[a] = b
    crowds = Counter(homes.values())
    return {
        "b3.recall": sum(shared * shared / answer_sizes[a] for (a, _), shared in common.items()),
        "b3.precision": sum(shared * shared / guess_sizes[b] for (_, b), shared in common.items()),
        "homes": len(homes),
        "homes.shared": sum(size for size in crowds.values() if size > 1),
    }


def _entities(document: Document) -> Counts:
    """Counts the entities that were found, under their full name or any name, and their types."""
    scored = [entity for entity in document.answer if not entity.optional]
    typed = [(entity, guess) for entity in scored if (guess := _namesake(entity, document.guess))]
    return {
        "entities": len(scored),
        "typed": len(typed),
        "typed.right": sum(entity.type == guess.type for entity, guess in typed),
        **_found(document, "canonical", by_form=False),
        **_found(document, "any", by_form=True),
    }


def _found(document: Document, prefix: str, by_form: bool) -> Counts:
    """Counts the entities for which there is a predicted one of the same type with an agreeing name.

    A second predicted entity for the same one is wrong.
    """
    scored = {mention.entity for mention in document.guess_mentions}
    guesses_of: defaultdict[int, int] = defaultdict(int)  # `id()` of an entity of the answer → predicted entities for it
    predicted = 0
    for number, guess in enumerate(document.guess):
        match = _best_match(guess, document.answer, by_form)
        if match is None:
            predicted += not guess.names or number in scored
        elif not match.optional:
            predicted += 1
            guesses_of[id(match)] += 1
    return {f"{prefix}.predicted": predicted, f"{prefix}.found": len(guesses_of), f"{prefix}.parts": sum(guesses_of.values())}


def _best_match(guess: Entity, answer: Sequence[Entity], by_form: bool) -> Entity | None:
    """Returns the entity of the same type and an agreeing name that shares most name mentions, then most words, or None."""
    near = [entity for entity in answer if entity.type == guess.type and entity.agrees(guess, by_form)]
    return max(
        near,
        key=lambda entity: (len({*guess.names} & {*entity.names}), _similarity(guess, entity), not entity.optional),
        default=None,
    )


def _similarity(one: Entity, other: Entity) -> float:
    """Returns the share of the words of both names that they have in common, 0 to 1."""
    a, b = {*entity_words(one.name)}, {*entity_words(other.name)}
    return len(a & b) / (len(a | b) or 1)


def _namesake(entity: Entity, guesses: Sequence[Entity]) -> Entity | None:
    """Returns the predicted entity of any type with an agreeing name that shares most name mentions, or None."""
    near = [guess for guess in guesses if {*guess.names} & {*entity.names} and entity.agrees(guess, by_form=True)]
    return max(near, key=lambda guess: len({*guess.names} & {*entity.names}), default=None)


def _pronouns(gold: Row, document: Document) -> Counts:
    """Counts the pronouns of entities that have a name, and those that refer to nothing with a name."""
    text = gold["text"]
    guess_at = {span: entity for entity in document.guess for span in entity.others}
    answer_at = {
        span: entity
        for entity in document.answer
        if not entity.group
        for span in entity.others
        if text[slice(*span)].lower() in PRONOUNS_HE | PRONOUNS_IT
    }
    result: Counter[str] = Counter()
    for span in {*answer_at} | {(start, end) for start, end in gold.get("pronouns_unnamed", ())}:
        kind = "he" if text[slice(*span)].lower() in PRONOUNS_HE else "it"
        answer, guess = answer_at.get(span), guess_at.get(span)
        result[f"{kind}.gold"] += answer is not None
        result[f"{kind}.predicted"] += guess is not None
        result[f"{kind}.right"] += bool(answer and guess and answer.agrees(guess, by_form=True))
    return result


def _f1(part: str, predicted: str, gold: str) -> F1:
    return F1(Ratio(part, predicted), Ratio(part, gold))


MEASURES = [
    Measure("name mention, span and type, F1", _f1("mentions.exact", "mentions.predicted", "mentions")),
    Measure("name mention, span, F1", _f1("mentions.span", "mentions.predicted", "mentions")),
    Measure("name mention, overlap and type, F1", _f1("mentions.overlap", "mentions.predicted", "mentions")),
    Measure("entity under its full name, F1", _f1("canonical.found", "canonical.predicted", "entities")),
    Measure("entity under any of its names, F1", _f1("any.found", "any.predicted", "entities")),
    Measure("entity under any of its names, precision", Ratio("any.found", "any.predicted")),
    Measure("entity under any of its names, recall", Ratio("any.found", "entities")),
    Measure("entity has the right type", Ratio("typed.right", "typed")),
    Measure("entities found per entity of the text", Ratio("canonical.parts", "canonical.found"), 3, percent=False),
    Measure("entities with names of another entity", Ratio("homes.shared", "homes")),
    Measure(
        "mentions of one entity together (B-cubed), F1",
        F1(Ratio("b3.precision", "mentions.predicted"), Ratio("b3.recall", "mentions")),
    ),
    Measure("he, she: precision", Ratio("he.right", "he.predicted")),
    Measure("he, she: recall", Ratio("he.right", "he.gold")),
    Measure("they, it: precision", Ratio("it.right", "it.predicted")),
    Measure("they, it: recall", Ratio("it.right", "it.gold")),
]
