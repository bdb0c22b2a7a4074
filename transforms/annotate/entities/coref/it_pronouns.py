"""It, to the body or country just named, and only where the grammar says so. They is left alone.

Three frames are clear: "Harborco raised its prices", "Harborco said it would close", "Harborco closed. It had lost money."
"""

from collections.abc import Mapping, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import CLIMB, SUBJECTS, Clauses
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

OWN = frozenset(["its", "itself"])
SUBJECT = frozenset(["it"])
# "It is clear that", "it seems", "it rained", "it took years"
EMPTY = frozenset(["is", "was", "'s", "’s", "seem", "seems", "seemed", "appear", "appears", "appeared", "turns", "turned"]) | (
    frozenset(["happens", "happened", "takes", "took", "rain", "rains", "rained", "snowed"])
)
BODIES = ("organization", "place")


def find_things(
    words: Words, parse: Clauses, clusters: Sequence[Cluster], quoted: Sequence[int | None], nominals: Mapping[int, int]
) -> dict[int, int]:
    """Word number of each pronoun that means a body → number of the cluster. `nominals`: of "the company", the last word."""
    at = {n.last - 1: k for k, c in enumerate(clusters) if c.kind in BODIES for n in c.names}
    at |= {i: k for i, k in nominals.items() if clusters[k].kind in BODIES}
    out: dict[int, int] = {}
    if not at:
        return out
    for i, form in enumerate(words.form):
        low = form.lower()
        if low in OWN:
            # "China and its allies"
            subject = i - 2 if i - 2 in at and words.form[i - 1] == "and" else _subject_above(words, parse, i)
        elif low in SUBJECT and words.dep[i] in SUBJECTS and words.form[words.head[i]].lower() not in EMPTY:
            subject = _reporter(words, parse, i)
            if subject is None and quoted[i] is None:
                subject = _sentence_before(words, parse, i)
        else:
            continue
        bearer = out.get(subject, at.get(subject)) if subject is not None and quoted[subject] == quoted[i] else None
        if bearer is not None:
            out[i] = bearer
    return out


def _subject_above(words: Words, parse: Clauses, i: int) -> int | None:
    """The subject of the clause that the word stands in, before it."""
    at = i
    for _ in range(CLIMB):
        at = words.head[at]
        if words.tag[at].startswith("V") or words.dep[at] == "ROOT":
            subject = parse.subject_of(at)
            if subject is None or subject >= i:
                return None
            relative = words.tag[subject] in ("WDT", "WP") and words.dep[words.head[subject]] == "relcl"
            return words.head[words.head[subject]] if relative else subject
    return None


def _reporter(words: Words, parse: Clauses, i: int) -> int | None:
    """ "Harborco said it would": the subject of the verb of saying."""
    verb = words.head[i]
    above = words.head[verb]
    if words.dep[verb] == "ccomp" and words.form[above].lower() in reporting_verbs().subject_speaks:
        subject = parse.subject_of(above)
        return subject if subject is not None and subject < i else None
    return None


def _sentence_before(words: Words, parse: Clauses, i: int) -> int | None:
    """The only subject of the sentence before, when the pronoun begins the next one of the paragraph."""
    sentence = parse.sentence[i]
    if sentence == 0 or not parse.is_main(i) or i == 0 or parse.sentence[i - 1] == sentence:
        return None
    if "\n" in words.text[words.end[i - 1] : words.start[i]]:
        return None
    subjects = []
    k = i - 1
    while k >= 0 and parse.sentence[k] == sentence - 1:
        if words.dep[k] in SUBJECTS:
            subjects.append(k)
        k -= 1
    return subjects[0] if len(subjects) == 1 else None
