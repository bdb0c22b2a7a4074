"""Decides whether a person is "he" or "she": by the words right beside the names in the text, and by the given name."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

MARRIED, GIVEN_NAME, NOUN, TITLE = 1, 2, 3, 4  # votes of each kind of evidence
SPOUSES = frozenset(["wife", "husband", "fiancée", "fiancé", "girlfriend", "boyfriend", "partner", "bride", "widow"])
# "Brandt's wife": who is married to such a person is usually …
MARRIED_TO = dict.fromkeys(("wife", "widow", "bride", "girlfriend"), "he") | dict.fromkeys(("husband", "boyfriend"), "she")
BEFORE_SPOUSE = frozenset(["first", "second", "third", "late", "former", "estranged", "new", "young"])
TITLE_WINDOW = 2  # tokens before a name in which a title counts
NOUN_WINDOW = 8  # tokens after a name in which "…, a former actress," counts
COMPLEMENT = frozenset(["for", "of", "to"])


def genders(words: Words, clusters: Sequence[Cluster], *, by_given_names: bool = True) -> dict[int, str | None]:
    """Returns number of each person's cluster → `he`, `she`, or None when the gender is unknown.

    A cluster with only a surname has the gender that all bearers of the surname share. Without `by_given_names`, only the words
    beside the names count: what they show is surer.
    """
    people = {k: cluster for k, cluster in enumerate(clusters) if cluster.kind == "person"}
    bearers: dict[str, list[int]] = {}
    for k, cluster in people.items():
        for surname in {form.split()[-1] for form in cluster.forms if " " in form}:
            bearers.setdefault(surname, []).append(k)
    out = {k: gender_of(words, cluster, bearers, by_given_names=by_given_names) for k, cluster in people.items()}
    for k, cluster in people.items():
        if out[k] is None and all(form in bearers for form in cluster.forms):
            shared = {out[bearer] for form in cluster.forms for bearer in bearers[form]}
            out[k] = shared.pop() if len(shared) == 1 else None
    return out


def gender_of(words: Words, cluster: Cluster, surnames: Collection[str] = (), *, by_given_names: bool = True) -> str | None:
    """Returns `he` or `she`, whichever has more evidence, or None.

    `surnames`: the surnames in the text. A single word that is a surname is not taken for a given name.
    """
    votes = Counter[str]()
    for name in cluster.names:
        for gender, weight in _votes_of_context(words, name):
            votes[gender] += weight
    for given_name in _given_names(cluster, surnames) if by_given_names else ():
        if (given := name_lists().gender_of_given_name(given_name)) is not None:
            votes[given] += GIVEN_NAME
    return None if votes["he"] == votes["she"] else max(votes, key=lambda gender: votes[gender])


def _votes_of_context(words: Words, name: NameMention) -> Iterator[tuple[str, int]]:
    """Yields each gender that the words around one mention show, with its weight."""
    for title in _titles(words, name):
        if (gender := name_lists().gender_of_title(title)) is not None:
            yield gender, TITLE
    if (gender := gender_by_spouse(words, name.last)) is not None:
        yield gender, NOUN
    if (gender := _gender_by_marriage(words, name.last)) is not None:
        yield gender, MARRIED
    if (gender := words.shown_gender(name.first)) is not None:
        yield gender, GIVEN_NAME
    for noun in _nouns_beside(words, name):
        form = words.form[noun].lower()
        gender = words.shown_gender(noun) or person_nouns().gender(form)
        if gender is not None and (form not in person_nouns().mostly_male or words.shown_gender(noun)):
            yield gender, NOUN


def _nouns_beside(words: Words, name: NameMention) -> Iterator[int]:
    """Yields the tokens of the nouns that describe a name, right before and after it."""
    for noun in (_noun_before(words, name), noun_after(words, name.first, name.last)):
        if noun is not None:
            yield noun


def probably_men(words: Words, clusters: Sequence[Cluster]) -> frozenset[int]:
    """Returns the people of whom only an office tells the gender, and not surely: "the chairman, Brandt"."""
    offices = person_nouns().mostly_male
    people = ((k, cluster) for k, cluster in enumerate(clusters) if cluster.kind == "person")
    return frozenset(
        k
        for k, cluster in people
        if any(words.form[noun].lower() in offices for name in cluster.names for noun in _nouns_beside(words, name))
    )


def _titles(words: Words, name: NameMention) -> Iterator[str]:
    """Yields the titles right before a name in lower case, the nearest first, and one that is part of the name.

    A word before another title counts too ("Lady Justice Brandt"), but not "spokeswoman" in "spokeswoman for Brandt".
    """
    if name.last - name.first > 1:
        yield words.form[name.first].lower()
    for i in range(name.first - 1, max(0, name.first - TITLE_WINDOW) - 1, -1):
        word = words.form[i].lower()
        yield word
        if word not in name_lists().titles:
            return


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


def _gender_by_marriage(words: Words, last: int) -> str | None:
    """Returns `he` for "Brandt's wife" and "Brandt's late wife", `she` for "Brandt's husband", or None."""
    after = [form.lower() for form in words.form[last : last + 3]]
    if not after or after[0] not in ("'s", "’s", "'", "’"):
        return None
    return MARRIED_TO.get(after[2] if len(after) > 2 and after[1] in BEFORE_SPOUSE else "".join(after[1:2]))


def _noun_before(words: Words, name: NameMention) -> int | None:
    """Returns the token of the noun before a name that describes it, or None: "his wife Anna", "his sister, Anna Vogt,".

    In "a spokeswoman for the mayor, Tom Reyes," it is not the spokeswoman.
    """
    i = name.first - 1
    if i >= 0 and words.tag[i].startswith("NN"):
        return i
    noun = words.head[name.last - 1]
    if words.dep[name.last - 1] != "appos" or noun >= i or words.form[i] != ",":
        return None
    goes_on = words.form[noun + 1].lower() in COMPLEMENT
    return None if goes_on and words.form[noun].lower() not in name_lists().kin else noun


def noun_after(words: Words, first: int, last: int) -> int | None:
    """Returns the token of the noun that describes the name, or None: "Brandt, a former actress," "Brandt is an actress"."""
    verb = words.head[last - 1] if words.dep[last - 1] == "nsubj" else None
    for i in range(last, min(last + NOUN_WINDOW, len(words))):
        if words.dep[i] == "appos" and first <= words.head[i] < last:
            return i
        if words.dep[i] == "attr" and words.head[i] == verb:
            return i
    return None
