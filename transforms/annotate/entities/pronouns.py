"""He and she, to the nearest plausible person named before; nothing where none is plausible. They and it are left alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from transforms.annotate.entities.group import Cluster
from transforms.annotate.entities.ids import folded
from transforms.annotate.entities.lists import lists
from transforms.annotate.words import Words

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
LOOKED_AT = 6  # names back: in 96 of 100 cases the person is among the last six
PARAGRAPHS_BACK = 4


@dataclass(frozen=True)
class Seen:
    """A person named (or meant by a pronoun) before."""

    cluster: int
    word: int
    paragraph: int
    subject: bool
    quote: int | None


def find_pronouns(words: Words, clusters: Sequence[Cluster], quoted: Sequence[int | None]) -> dict[int, int]:
    """Word number of each pronoun that has a person → number of the cluster. `quoted`: for each word, its quote or None."""
    gender = {i: gender_of(words, c) for i, c in enumerate(clusters) if c.kind == "person"}
    at = {n.last - 1: i for i, c in enumerate(clusters) if c.kind == "person" for n in c.names}
    seen: list[Seen] = []
    out: dict[int, int] = {}
    for paragraph, (first, last) in enumerate(words.paragraphs):
        for i in range(first, last):
            if i in at:
                seen.append(Seen(at[i], i, paragraph, words.dep[i] in SUBJECTS, quoted[i]))
                continue
            form = words.form[i].lower()
            if form not in HE and form not in SHE:
                continue
            found = _bearer(words, i, paragraph, "he" if form in HE else "she", seen, gender, quoted[i])
            if found is not None:
                out[i] = found
                gender[found] = gender[found] or ("he" if form in HE else "she")
                seen.append(Seen(found, i, paragraph, words.dep[i] in SUBJECTS, quoted[i]))
        del seen[: -4 * LOOKED_AT]
    return out


def gender_of(words: Words, cluster: Cluster) -> str | None:
    """`he`, `she` or None, by the titles before a person's names and by the given name."""
    known = lists()
    votes: Counter[str] = Counter()
    for name in cluster.names:
        for word in words.form[max(0, name.first - 2) : name.first]:
            votes["he"] += 2 * (word.lower() in known.he)
            votes["she"] += 2 * (word.lower() in known.she)
    for form in cluster.forms:
        given = folded(form).split()[0]
        votes["he"] += given in known.male
        votes["she"] += given in known.female
    return None if votes["he"] == votes["she"] else max(votes, key=lambda g: votes[g])


def _bearer(
    words: Words, i: int, paragraph: int, form: str, seen: Sequence[Seen], gender: Mapping[int, str | None], quote: int | None
) -> int | None:
    """The best of the last persons named; None when no one fits."""
    best: tuple[float, int] | None = None
    passed: set[int] = set()
    barred: set[int] = set()
    for rank, one in enumerate(islice(reversed(seen), 4 * LOOKED_AT)):
        if paragraph - one.paragraph > PARAGRAPHS_BACK or len(passed) >= LOOKED_AT:
            break
        if _same_clause(words, i, one.word):
            barred.add(one.cluster)
        if one.cluster in barred or gender[one.cluster] not in (None, form):
            continue
        if quote is not None and one.quote is None and one.paragraph == paragraph and one.subject:
            continue  # the one who speaks is "I" in there
        passed.add(one.cluster)
        score = -float(rank) + 1.5 * one.subject + 1.0 * (gender[one.cluster] == form)
        score -= 3.0 * (one.quote is not None and one.quote != quote)
        score += 1.0 * (one.word > i - 40 and words.form[one.word].lower() in HE | SHE)
        if best is None or score > best[0]:
            best = score, one.cluster
    return best[1] if best else None


def _same_clause(words: Words, i: int, other: int) -> bool:
    """Subject and object of one verb are two people: "Reyes told him"."""
    return words.dep[i] in ("dobj", "dative", "pobj") and words.dep[other] in SUBJECTS and words.head[other] == words.head[i]
