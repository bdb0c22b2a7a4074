"""Nouns that mean somebody named: "the mayor", "the 44-year-old", "the commission"; nothing where two could be meant."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.clusters.group import Cluster
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.coref.descriptions import Described, NominalWords, age_at, ages, descriptions, nominal_words
from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.words import Words
from transforms.records import Role

DEFINITE = frozenset(["the", "this"])
INSIDE = frozenset(["det", "amod", "compound", "nmod", "nummod", "punct", "quantmod", "npadvmod", "advmod"])
ANOTHER = frozenset(["appos", "attr", "compound", "nmod", "amod", "oprd"])  # beside somebody, and not again
NARROWS = frozenset(["of", "for", "in", "from", "at", "with", "to", "who", "that", "whose", "which", "on", "against", "behind"])
NEAR = 1  # paragraphs in which only one of two may stand


@dataclass
class Scene:
    """What is known of the names. `at`: each word of a name → cluster; `places`: of each cluster, its names' first words."""

    words: Words
    parse: Clauses
    clusters: Sequence[Cluster]
    gender: Mapping[int, str | None]
    at: Mapping[int, int]
    places: Sequence[Sequence[int]]
    starts: Sequence[int]
    called: Mapping[str, Sequence[Described]]
    aged: Mapping[int, set[int]]
    known: NominalWords


def find_nominals(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    roles: Sequence[Sequence[Role]],
    gender: Mapping[int, str | None],
) -> dict[tuple[int, int], int]:
    """(first word, last excluded) of each noun phrase → number of the cluster that it means."""
    at = {i: k for k, c in enumerate(clusters) for n in c.names for i in range(n.first, n.last)}
    called, known = descriptions(words, clusters, roles), nominal_words()
    scene = Scene(
        words, parse, clusters, gender, at, [[n.first for n in c.names] for c in clusters], [a for a, _ in words.paragraphs],
        called, ages(words, clusters), known,
    )  # fmt: skip
    out: dict[tuple[int, int], int] = {}
    for i, form in enumerate(words.form):
        noun = form.lower()
        age = age_at(words, i) if form == "old" else None
        if (age is not None or noun in called or noun in known.whichever) and i not in at:
            phrase = _phrase(scene, i)
            if phrase is None:
                continue
            first, modifiers = phrase
            k = _aged(scene, i, age) if age is not None else _bearer(scene, i, noun, modifiers)
            if k is not None:
                out[first, i + 1] = k
    return out


def _phrase(scene: Scene, i: int) -> tuple[int, list[str]] | None:
    """First word and modifiers of the definite noun phrase that ends with this noun; None when it is none, or says more."""
    words, at = scene.words, scene.at
    if words.dep[i] in ANOTHER or words.tag[i] in ("NNS", "NNPS") or (words.form[i][0].isupper() and words.tag[i] != "NNP"):
        return None
    after = words.form[i + 1].lower() if i + 1 < len(words) else ""
    if i + 1 in at or after in NARROWS or words.tag[i + 1 : i + 2] in (["NN"], ["NNS"], ["NNP"]):
        return None
    if words.dep[i] == "pobj" and words.form[words.head[i]].lower() == "as":
        return None
    first, begins = i, i
    modifiers: list[str] = []
    while first > 0 and words.form[first].lower() not in DEFINITE:
        first -= 1
        if i - first > 5 or (words.dep[first] not in INSIDE) or words.form[first] == ",":
            return None
        if first in at:
            if scene.clusters[at[first]].kind != "group":
                return None  # "the Harbor mayor"
            continue  # "the Republican lawmaker": a name of its own stands in the phrase, which so begins after it
        if first == begins - 1:
            begins = first
        if words.form[first].lower() not in DEFINITE and words.form[first] != "-":
            modifiers.append(words.form[first].lower())
    if words.form[first].lower() not in DEFINITE:
        return None
    beside = first > 1 and words.form[first - 1] == "," and first - 2 in at
    introduces = after == "," and i + 2 in at
    return None if beside or introduces else (begins, modifiers)


def _bearer(scene: Scene, i: int, noun: str, modifiers: Sequence[str]) -> int | None:
    """The one that is called so; of several, the one that alone stands near."""
    known = scene.known
    rank = {m for m in modifiers if m in known.rank}
    own = {m for m in modifiers if m not in known.rank and m not in known.neutral}
    gender = person_words().gender(noun)
    found = {
        d.cluster
        for d in scene.called.get(noun, ())
        if {m for m in d.modifiers if m in known.rank} == rank
        and scene.gender.get(d.cluster) in (None, gender or scene.gender.get(d.cluster))
    }
    if own and len(found) > 1:
        told = {d.cluster for d in scene.called[noun] if d.cluster in found and own <= d.modifiers}
        found = told or found
        if not told:
            return None
    if noun in known.common:
        subject = _just_before(scene, i, "person")
        return subject if subject in found else None
    before = {k: n for k in found if (n := _last_before(scene, k, i)) is not None}
    if len(found) == 1 and before:
        return next(iter(found))
    if not found and noun in known.whichever and not own:
        return _just_before(scene, i, "organization")
    paragraph = bisect_right(scene.starts, i)
    near = [k for k, n in before.items() if paragraph - bisect_right(scene.starts, n) <= NEAR]
    return near[0] if len(near) == 1 else None


def _aged(scene: Scene, i: int, age: int) -> int | None:
    """The one who is of that age, else whom the sentence before is about."""
    known = scene.aged.get(age, set())
    if known:
        return next(iter(known)) if len(known) == 1 else None
    return _just_before(scene, i, "person")


def _last_before(scene: Scene, k: int, i: int) -> int | None:
    """The last name of the cluster before a word."""
    n = bisect_left(scene.places[k], i)
    return scene.places[k][n - 1] if n else None


def _just_before(scene: Scene, i: int, kind: str) -> int | None:
    """The subject of the sentence before, in the same paragraph or the one before, when no other of its kind stands between."""
    parse = scene.parse
    sentence = parse.sentence[i]
    subject: int | None = None
    others: set[int] = set()
    k = i - 1
    while k >= 0 and sentence - parse.sentence[k] <= 1:
        cluster = scene.at.get(k)
        if cluster is not None and scene.clusters[cluster].kind == kind:
            others.add(cluster)
            if parse.is_main(k):
                subject = cluster
        k -= 1
    return subject if subject is not None and others == {subject} else None
