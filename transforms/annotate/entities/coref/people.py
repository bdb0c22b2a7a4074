"""Holds what is known of the people in a text while its pronouns are resolved."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.words import Words

PRONOUN_GENDERS = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(("she", "her", "hers", "herself"), "she")
FIRST_PERSON = frozenset(["I", "me", "my", "My"])
RELATIVE_PRONOUNS = frozenset(["who", "whom", "whose", "that"])
APPOSITION_WORDS = 6  # words between a noun and a name in apposition to it


@dataclass
class People:
    """The people of a text by number: the number of the cluster, or a negative number for a person without a name.

    * `quoted`: for each word, the number of its quote or None. `speaker`: quote → person.
    * `gender`: person → `he`, `she` or None. `share`: person → share of all name mentions of people, 0 to 1.
    * `in_first_paragraph`: people named in the first two paragraphs (headline and text). `doubtful`: see `_doubtful`.
    * `name_end`: the last word of each name and nominal → person. `name_word`: each of their words → person.
    * `first_person`: the paragraphs in which the author is "I". `main_topic`: the one person that the text is about, if any.
    * `told`: people whose gender a title or a noun tells, not only the given name. `probably_men`: see `clusters/gender.py`.
    * `surnames`: person → the last words of the names of two words or more.
    * `barely_known`: people whose gender a single pronoun shows; it speaks against the other gender only.
    * `mentions`: the words that refer to a person, in order. `resolved`: pronoun → person, so far. `sure`: the pronouns
      whose person is clear. `unnamed`: noun → the negative number of the person without a name, so far.
    * `described`: noun → the person named in apposition to it: "their leader, Ana Brandt,".
    """

    words: Words
    parse: Clauses
    quoted: list[int | None]
    gender: dict[int, str | None]
    share: Mapping[int, float]
    in_first_paragraph: frozenset[int]
    doubtful: frozenset[int]
    name_end: Mapping[int, int]
    name_word: Mapping[int, int]
    paragraph_starts: Sequence[int]
    first_person: frozenset[int]
    told: frozenset[int] = frozenset()
    probably_men: frozenset[int] = frozenset()
    surnames: Mapping[int, frozenset[str]] = field(default_factory=dict)
    barely_known: set[int] = field(default_factory=set)
    main_topic: int | None = None
    mentions: Sequence[int] = ()
    resolved: dict[int, int] = field(default_factory=dict)
    sure: set[int] = field(default_factory=set)
    speaker: Mapping[int, int] = field(default_factory=dict)
    unnamed: dict[int, int] = field(default_factory=dict)
    described: dict[int, int] = field(default_factory=dict)

    @cached_property
    def named_in_quote(self) -> Mapping[int, set[int]]:
        """For each quote, the people whom it names."""
        out: dict[int, set[int]] = {}
        for i, person in self.name_end.items():
            quote = self.quoted[i]
            if quote is not None:
                out.setdefault(quote, set()).add(person)
        return out

    def paragraph(self, i: int) -> int:
        """Returns the number of the paragraph of word `i`, counted from 1."""
        return bisect_right(self.paragraph_starts, i)

    def fits(self, person: int, gender: str) -> bool:
        """Whether the person has that gender, or an unknown one."""
        return self.gender[person] in (None, gender)

    def at(self, i: int | None) -> int | None:
        """Returns the person that a word refers to, or None.

        The word is part of a name, a resolved pronoun, or the "who" of a relative clause that modifies a name.
        """
        if i is None:
            return None
        if i in self.resolved:
            return self.resolved[i]
        words = self.words
        if words.tag[i].startswith("W") and words.form[i].lower() in RELATIVE_PRONOUNS:
            i = words.head[words.head[i]]
            if self._modifies_person_noun(i):
                return None
        if i not in self.name_word and words.dep[i] == "appos":
            i = words.head[i]
        for named in (self.name_word, self.described, self.unnamed):
            if i in named:
                return named[i]
        return None

    def _modifies_person_noun(self, i: int) -> bool:
        """Whether a noun for a person and "of" stand before word `i`: "the mother of Reyes, who" may be either of them."""
        words, preposition = self.words, self.words.head[i]
        is_of = words.dep[i] == "pobj" and words.form[preposition].lower() in ("of", "to", "for")
        return is_of and words.form[words.head[preposition]].lower() in person_nouns()

    def at_or_beside(self, i: int | None) -> set[int | None]:
        """Returns the person that a word refers to, and those named in apposition to it: "her professor, Brandt,"."""
        if i is None:
            return set()
        words = self.words
        beside = range(i + 1, min(i + APPOSITION_WORDS, len(words)))
        return {self.at(i), *(self.at(k) for k in beside if words.dep[k] == "appos" and words.head[k] == i)}


def people_of(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    gender: Mapping[int, str | None],
    nominals: Mapping[int, int],
    quoted: Sequence[int | None],
) -> People:
    """Returns the people that names and nominals refer to; no pronoun is resolved yet.

    `gender`: number of a person's cluster → `he`, `she` or None. `nominals`: the last word of "the mayor" → cluster.
    """
    name_end = {n.last - 1: k for k in gender for n in clusters[k].names}
    name_word = {i: k for k in gender for n in clusters[k].names for i in range(n.first, n.last)}
    share = {k: len(clusters[k].names) / len(name_end) for k in gender}
    name_end |= nominals
    opening = {i for first, last in words.paragraphs[:2] for i in range(first, last)}
    people = People(
        words,
        parse,
        [*quoted],
        dict(gender),
        share,
        in_first_paragraph=frozenset(k for i, k in name_end.items() if i in opening),
        doubtful=_doubtful(clusters, gender),
        name_end=name_end,
        name_word=name_word | dict(nominals),
        paragraph_starts=[first for first, _ in words.paragraphs],
        first_person=frozenset(),
        surnames={k: _surnames(clusters[k]) for k in gender},
    )
    people.first_person = _first_person_paragraphs(people)
    return people


def _first_person_paragraphs(people: People) -> frozenset[int]:
    forms, quoted = people.words.form, people.quoted
    return frozenset(people.paragraph(i) for i, form in enumerate(forms) if form in FIRST_PERSON and quoted[i] is None)


def _surnames(cluster: Cluster) -> frozenset[str]:
    return frozenset(form.split()[-1] for form in cluster.forms if " " in form)


def _doubtful(clusters: Sequence[Cluster], gender: Mapping[int, str | None]) -> frozenset[int]:
    """Returns the people of unknown gender whose names are single words, and no surname of another name in the text."""
    surnames = {form.split()[-1] for k in gender for form in clusters[k].forms if " " in form}
    full = {k for k in gender if any(" " in form or form in surnames for form in clusters[k].forms)}
    return frozenset(k for k in gender if gender[k] is None and k not in full)
