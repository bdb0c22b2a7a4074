"""Decides whether a person is "he" or "she": by the words around the names in the text, and by the given name."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

GIVEN_NAME, NOUN, TITLE = 2, 3, 4  # votes of each kind of evidence
SPOUSES = frozenset(["wife", "husband", "fiancée", "fiancé", "girlfriend", "boyfriend", "partner", "bride", "widow"])
TITLE_WINDOW = 2  # tokens before a name in which a title counts
NOUN_WINDOW = 8  # tokens after a name in which "…, a former actress," counts


def genders(words: Words, clusters: Sequence[Cluster]) -> dict[int, str | None]:
    """Returns number of each person's cluster → `he`, `she`, or None when the gender is unknown.

    A cluster with only a surname has the gender that all bearers of the surname share.
    """
    people = {k: cluster for k, cluster in enumerate(clusters) if cluster.kind == "person"}
    bearers: dict[str, list[int]] = {}
    for k, cluster in people.items():
        for surname in {form.split()[-1] for form in cluster.forms if " " in form}:
            bearers.setdefault(surname, []).append(k)
    out = {k: gender_of(words, cluster, bearers) for k, cluster in people.items()}
    for k, cluster in people.items():
        if out[k] is None and all(form in bearers for form in cluster.forms):
            shared = {out[bearer] for form in cluster.forms for bearer in bearers[form]}
            out[k] = shared.pop() if len(shared) == 1 else None
    return out


def gender_of(words: Words, cluster: Cluster, surnames: Collection[str] = ()) -> str | None:
    """Returns `he` or `she`, whichever has more evidence, or None.

    `surnames`: the surnames in the text. A single word that is a surname is not taken for a given name.
    """
    votes = Counter[str]()
    for name in cluster.names:
        for gender, weight in _votes_of_context(words, name):
            votes[gender] += weight
    for given_name in _given_names(cluster, surnames):
        if (given := name_lists().gender_of_given_name(given_name)) is not None:
            votes[given] += GIVEN_NAME
    return None if votes["he"] == votes["she"] else max(votes, key=lambda gender: votes[gender])


def _votes_of_context(words: Words, name: NameMention) -> Iterator[tuple[str, int]]:
    """Yields each gender that the words around one mention show, with its weight."""
    for title in _words_before(words, name.first):
        if (gender := name_lists().gender_of_title(title)) is not None:
            yield gender, TITLE
    if (gender := gender_by_spouse(words, name.last)) is not None:
        yield gender, NOUN
    for noun in (_noun_before(words, name.first), noun_after(words, name.first, name.last)):
        if noun is not None and (gender := person_nouns().gender(words.form[noun].lower())) is not None:
            yield gender, NOUN


def _words_before(words: Words, first: int) -> Iterator[str]:
    """Yields the words right before a name in lower case, the nearest first, up to a punctuation mark."""
    for i in range(first - 1, max(0, first - TITLE_WINDOW) - 1, -1):
        word = words.form[i].lower()
        if not word[:1].isalpha():
            return
        yield word


def _given_names(cluster: Cluster, surnames: Collection[str]) -> Iterator[str]:
    """Yields the given names of a person. A single word counts only when it cannot be a surname (Leslie, Kelly)."""
    longest = max((len(form.split()) for form in cluster.forms), default=1)
    for form in cluster.forms:
        parts = folded(form).split()
        if len(parts) == 1 and (longest > 1 or form in surnames):
            continue
        given_name = next((part for part in parts[: max(1, len(parts) - 1)] if len(part) > 1), None)
        if given_name is not None:
            yield given_name


def gender_by_spouse(words: Words, last: int) -> str | None:
    """Returns `he` for "Kim Brandt and his wife", `she` for "Kim Brandt, and her husband", or None.

    `last`: the token after the name.
    """
    after = [form.lower() for form in words.form[last : last + 4] if form != ","]
    if len(after) < 3 or after[0] != "and" or after[2] not in SPOUSES:
        return None
    return {"his": "he", "her": "she"}.get(after[1])


def _noun_before(words: Words, first: int) -> int | None:
    """Returns the token of the noun right before a name ("his wife Anna"), or None."""
    i = first - 1
    return i if i >= 0 and words.tag[i].startswith("NN") else None


def noun_after(words: Words, first: int, last: int) -> int | None:
    """Returns the token of the noun that describes the name, or None: "Brandt, a former actress," "Brandt is an actress"."""
    verb = words.head[last - 1] if words.dep[last - 1] == "nsubj" else None
    for i in range(last, min(last + NOUN_WINDOW, len(words))):
        if words.dep[i] == "appos" and first <= words.head[i] < last:
            return i
        if words.dep[i] == "attr" and words.head[i] == verb:
            return i
    return None
