"""Name mentions: the user's names, the model's spans, repaired, what patterns and lists see; and each, everywhere."""

from collections.abc import Iterable, Sequence

from transforms.annotate.entities.lexicon.known_names import Known
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.capital_runs import runs
from transforms.annotate.entities.names.headlines import quiet_words
from transforms.annotate.entities.names.human import unseen_people
from transforms.annotate.entities.names.known_mentions import find_known, find_own
from transforms.annotate.entities.names.named import Named
from transforms.annotate.entities.names.nicknames import CLOSING, OPENING, nicknamed
from transforms.annotate.entities.names.patterns import find_patterns
from transforms.annotate.entities.names.propagate import carried, grown
from transforms.annotate.entities.names.repair import repaired
from transforms.annotate.words import Words


def find_names(words: Words, known: Known) -> list[Named]:
    """All name mentions, in order and disjoint."""
    types, quiet = lists().types, quiet_words(words)
    own = _disjoint(words, [find_own(words, known), (name for name in nicknamed(words) if not quiet[name.first])])
    model = [
        one
        for name in words.names
        if name.label in types
        for one in repaired(words, Named(name.first, name.last, types[name.label]))
        if not quiet[one.first] and not _is_said(words, one)
    ]
    people = [name for name in unseen_people(words) if not quiet[name.first]]
    spans = _disjoint(words, [own, model, people])
    found = [*find_patterns(words, [*runs(words, quiet)], _owners(words, spans), spans)]
    spans = grown(words, _disjoint(words, [own, found, model, people]))
    taken = bytearray(len(words))
    for name in spans:
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    spans += find_known(words, known, taken)
    return sorted([*spans, *carried(words, sorted(spans), taken)])


def _is_said(words: Words, name: Named) -> bool:
    """A sentence in marks that the model takes for a title: “Scenes. Just scenes,” “Shame on you!”. Titles close at once, and
    end with a capital."""
    first, last = name[:2]
    if name.kind not in ("work", "product") or not first or words.form[first - 1] not in OPENING:
        return False
    if words.form[last : last + 1] not in (["."], ["!"], ["?"], ["…"]) or last + 1 >= len(words):
        return False
    return words.form[last + 1] not in CLOSING or words.form[last - 1].islower()


def _disjoint(words: Words, ranked: Iterable[Iterable[Named]]) -> list[Named]:
    """What does not run into what came before it."""
    taken = bytearray(len(words))
    out = []
    for name in (name for names in ranked for name in names):
        if not any(taken[name.first : name.last]):
            taken[name.first : name.last] = b"\1" * (name.last - name.first)
            out.append(name)
    return sorted(out)


def _owners(words: Words, spans: Sequence[Named]) -> list[int]:
    """For each word, the number of its span, or -1."""
    out = [-1] * len(words)
    for k, name in enumerate(spans):
        out[name.first : name.last] = [k] * (name.last - name.first)
    return out
