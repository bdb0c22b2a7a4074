"""He or she, by what the article says around a name and by the given name."""

from collections import Counter
from collections.abc import Collection, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.words import Words

GIVEN, NOUN, TITLE = 2, 3, 4  # how much each says
SPOUSES = frozenset(["wife", "husband", "fiancée", "fiancé", "girlfriend", "boyfriend", "partner", "bride", "widow"])
AFTER = 8  # words after a name in which "…, a former actress," stands


def genders(words: Words, clusters: Sequence[Cluster]) -> dict[int, str | None]:
    """For each person `he`, `she`, or None where nothing tells. A surname alone has the gender that all its bearers have."""
    people = [k for k, c in enumerate(clusters) if c.kind == "person"]
    bearers: dict[str, list[int]] = {}
    for k in people:
        for surname in {form.split()[-1] for form in clusters[k].forms if " " in form}:
            bearers.setdefault(surname, []).append(k)
    out = {k: gender_of(words, clusters[k], bearers) for k in people}
    for k in people:
        if out[k] is None and all(form in bearers for form in clusters[k].forms):
            shared = {out[one] for form in clusters[k].forms for one in bearers[form]}
            out[k] = shared.pop() if len(shared) == 1 else None
    return out


def gender_of(words: Words, cluster: Cluster, surnames: Collection[str] = ()) -> str | None:
    """By titles and nouns beside a person's names, and by the given name, which is none of the `surnames`."""
    known, votes = lists(), Counter[str]()
    for name in cluster.names:
        for i in range(name.first - 1, max(0, name.first - 2) - 1, -1):
            word = words.form[i].lower()
            if not word[:1].isalpha():
                break  # "after a call to his mother, Brandt left"
            votes["he"] += TITLE * (word in known.he)
            votes["she"] += TITLE * (word in known.she)
        if (own := spouse_after(words, name.last)) is not None:
            votes[own] += NOUN
        for noun in (_noun_before(words, name.first), noun_after(words, name.first, name.last)):
            if noun is not None and (gender := person_words().gender(words.form[noun].lower())):
                votes[gender] += NOUN
    longest = max((len(form.split()) for form in cluster.forms), default=1)
    for form in cluster.forms:
        parts = folded(form).split()
        if len(parts) == 1 and (longest > 1 or form in surnames):
            continue  # Leslie, Kelly, Clinton
        given = next((p for p in parts[: max(1, len(parts) - 1)] if len(p) > 1), "")
        votes["he"] += GIVEN * (given in known.male)
        votes["she"] += GIVEN * (given in known.female)
    return None if votes["he"] == votes["she"] else max(votes, key=lambda g: votes[g])


def spouse_after(words: Words, last: int) -> str | None:
    """ "Kim Brandt and his wife", "Kim Brandt, and her husband": whose kin comes right after the name."""
    low = [form.lower() for form in words.form[last : last + 4] if form != ","]
    if low[:1] == ["and"] and low[1:2] in (["his"], ["her"]) and low[2:3] and low[2] in SPOUSES:
        return "he" if low[1] == "his" else "she"
    return None


def _noun_before(words: Words, first: int) -> int | None:
    """ "his wife Anna": the noun right before a name. After a comma too often another clause begins."""
    i = first - 1
    return i if i >= 0 and words.tag[i].startswith("NN") else None


def noun_after(words: Words, first: int, last: int) -> int | None:
    """ "Brandt, a former actress," "Brandt is an actress": the noun that the name is said to be."""
    head = words.head[last - 1]
    for i in range(last, min(last + AFTER, len(words))):
        if (words.dep[i] == "appos" and first <= words.head[i] < last) or (
            words.dep[i] == "attr" and words.head[i] == head and words.dep[last - 1] == "nsubj"
        ):
            return i
    return None
