"""Whom a role belongs to: names as they stand around it, and "the group" and "its" as what they mean."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.words import Words

MARKS = frozenset(["'s", "’s", "'", "’"])
JOINS = frozenset(["of", "for", "&", "de", "la", "al", "del", "von"])
POLITE = frozenset(["dr.", "dr", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "sir", "dame", "lord", "lady", "hon."])
BODIES = frozenset(["organization", "place"])
HYPHENS = frozenset(["-", "–"])
NOMINAL = ("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "FW", "ADD", "AFX")
ABBREVIATED = frozenset(["sens.", "reps.", "govs.", "gens.", "sens", "reps", "govs", "gens"])
OPENS = frozenset(["“", '"', "‘", "—", "–", "-", "(", ":", "•", "*", "''", "``"])
NEAR = 60  # words back that "its" and "the company" look


class Placed(NamedTuple):
    """A name's place: words `first` to `last` (excluded)."""

    first: int
    last: int
    kind: str
    cluster: int

    @property
    def person(self) -> bool:
        return self.kind == "person"


class Scene:
    """The words and the names among them, as the rules for roles ask for them. Built in linear time.

    `names`: in text order; `name_of`: number of a cluster → its full name.
    """

    def __init__(self, words: Words, names: Sequence[Placed], name_of: Callable[[int], str]) -> None:
        self.words, self.names, self.name_of = words, names, name_of
        self.low = [form.lower() for form in words.form]
        self.starts = {n.first: n for n in self.names}
        self.inside = {i: n for n in self.names for i in range(n.first, n.last)}
        self.people = {n.first for n in self.names if n.person}
        self.bodies = [n for n in self.names if n.kind in BODIES]
        self._firsts = [n.first for n in self.bodies]
        self._sentences()

    def _sentences(self) -> None:
        words, starts = self.words, {first for first, _ in self.words.paragraphs}
        self.begins: list[int] = []
        at = 0
        for i in range(len(words)):
            stop = i and words.form[i - 1] in (".", "!", "?", ";", "•", "...")
            if i in starts or (stop and not self.closes(i) and not self.shortens(i - 1)):
                at = i
            self.begins.append(at)
        self.ends = [0] * len(words)
        end = len(words)
        for i in range(len(words) - 1, -1, -1):
            self.ends[i] = end
            if self.begins[i] == i:
                end = i

    def shortens(self, i: int) -> bool:
        """The dot of "Sens." that is a word of its own."""
        return i > 0 and self.low[i] == "." and self.low[i - 1] + "." in role_lists().titles

    def closes(self, i: int) -> bool:
        return self.words.form[i] in ("”", "’", ")", '"', "''") and self.glued(i)

    def end_of(self, i: int) -> int:
        """Last word (excluded) of the sentence."""
        return self.ends[i] if i < len(self.ends) else len(self.ends)

    def glued(self, i: int) -> bool:
        return self.words.end[i - 1] == self.words.start[i]

    def big(self, i: int) -> bool:
        return self.words.form[i][:1].isupper()

    def is_first(self, i: int) -> bool:
        """The first word of a sentence or of a quote: its capital says nothing."""
        return self.begins[i] == i or (self.words.form[i - 1] in OPENS and self._opening(i))

    def _opening(self, i: int) -> bool:
        """Not the end of a quote: “…,” said spokesman Tom Reyes."""
        return self.words.form[i - 1] not in ('"', "''", "``") or self.glued(i)

    def opens(self, i: int, name: Placed) -> bool:
        """A "name" that is a common noun at the beginning of a sentence: "Bakery owner"."""
        known = role_lists()
        return name.last - name.first == 1 and self.is_first(i) and self.low[i] in known.areas | known.bodies | known.common

    def ends_with_role(self, i: int) -> bool:
        name = self.inside[i]
        return not name.person and name.last == i + 1 and role_lists().nouns.get(self.low[i]) == self.low[i]

    def adjective(self, i: int) -> int | None:
        """First word of a nation's, party's or faith's adjective that ends here; None for any other word."""
        name = self.inside.get(i)
        if name is not None and name.last - name.first > 1:
            return name.first if name.kind == "group" and name.last == i + 1 else None
        if name is not None and name.kind != "group":
            return i if self.low[i] in role_lists().nations else None
        return i if self.big(i) and (self.words.tag[i] == "JJ" or self.low[i] in role_lists().nations) else None

    def said(self, first: int, last: int) -> str:
        start, end = self.words.place(first, last)
        return " ".join(self.words.text[start:end].split())

    def before(self, begin: int, j: int) -> tuple[str | None, int]:
        """The affiliation that ends right before word `j`, and its first word; the possessor in "Delta's", "the club's"."""
        if j <= begin:
            return None, j
        possessive = self.low[j - 1] in MARKS
        e = j - 1 if possessive else j
        name = self.inside.get(e - 1) if e > begin else None
        if name is not None and (name.kind != "group" or possessive):
            first = max(begin, name.first)
            if name.kind == "event" and not possessive:
                return None, j  # "the World War II general"
            if e - first > 1 and self.low[first] in role_lists().parties and self.is_first(first):
                first += 1  # "Independent Iowa Sen. Ana Brandt"
            if first > begin and self.low[first - 1] in HYPHENS and self.glued(first):
                return None, j  # "anti-Reyes delegate"
            return self.said(first, e), first
        if e <= begin:
            return None, j
        if self.big(e - 1) and self.words.tag[e - 1].startswith("NNP") and name is None:
            first = self.run_left(begin, e - 1)
            return self.said(first, e), first
        if not possessive:
            return None, j
        first = e
        while first > begin and self.words.tag[first - 1].startswith(NOMINAL):
            first -= 1
        if first == e:
            return None, j
        text = self.said(first, e)
        return self.resolved(text, first) or text, first

    def run_left(self, begin: int, i: int) -> int:
        words = self.words
        while i > begin and i - 1 not in self.inside:
            if self.big(i - 1) and words.tag[i - 1].startswith("NN"):
                i -= 1
            elif i - 2 >= begin and self.low[i - 1] in JOINS and self.big(i - 2) and words.tag[i - 2].startswith("NN"):
                i -= 2
            elif i - 3 >= begin and self.low[i - 1] == "the" and self.low[i - 2] in JOINS and self.big(i - 3):
                i -= 3
            else:
                break
        return i

    def named(self, n: int) -> int | None:
        """Last word (excluded) of the name that begins here, as far as its capitals go; None where none begins."""
        if n >= len(self.low):
            return None
        name = self.starts.get(n)
        if name is None and not (self.big(n) and self.words.tag[n].startswith("NNP") and n not in self.inside):
            return None
        e, end = name.last if name else n + 1, self.end_of(n)
        place = name is not None and name.kind != "organization"
        while e < end and not (name is not None and name.person):
            if self._goes_on(e):
                e += 1
            elif not place and self.low[e] in JOINS and e + 1 < end and self._goes_on(e + 1):
                e += 2
            elif not place and self.low[e] in JOINS and e + 2 < end and self.low[e + 1] == "the" and self._goes_on(e + 2):
                e += 3
            else:
                break
        return None if name is not None and name.kind == "group" and e == name.last else e

    def _goes_on(self, i: int) -> bool:
        return (
            self.big(i)
            and (self.words.tag[i].startswith("NNP") or (self.low[i - 1] in JOINS and self.words.tag[i][:2] in ("JJ", "NN")))
            and i not in self.people
            and self.low[i] not in role_lists().when
        )

    def is_body(self, n: int) -> bool:
        name = self.starts.get(n)
        return name is not None and name.kind == "organization"

    def all_areas(self, first: int, last: int) -> bool:
        """Capitals that name a subject and no body: "Secretary of State"."""
        if first in self.starts and self.starts[first].kind == "place":
            return False
        return all(w in role_lists().areas or w in ("and", "of", "the", "&", ",") for w in self.low[first:last])

    def chunk(self, n: int) -> int:
        """Last word (excluded) of the nouns without a capital that begin here: "public affairs", "city's police department"."""
        tag, e, end = self.words.tag, n, self.end_of(n)
        while e < end and e not in self.starts and not self.big(e):
            joined = self.low[e] in ("and", "&") or self.low[e] in MARKS or self.low[e] == "-"
            if joined and e > n and e + 1 < end and tag[e + 1].startswith(NOMINAL) and not self.big(e + 1):
                e += 2
            elif tag[e].startswith(NOMINAL):
                e += 1
            else:
                break
        return e

    def singular(self, first: int, last: int, several: bool) -> str:
        if not several:
            return self.said(first, last)
        out = ""
        for i in range(first, last):
            one = role_lists().nouns.get(self.low[i], self.low[i])
            if self.low[i] in ABBREVIATED:
                one = self.low[i].replace("s", "", 1) if self.low[i][0] != "s" else "sen" + self.low[i][4:]
            form = self.words.form[i] if one == self.low[i] else one.capitalize() if self.big(i) else one
            if self.words.form[i][:-1].isupper() and one == self.low[i][:-1]:
                form = one.upper()  # MPs
            out += ("" if i == first or self.glued(i) else " ") + form
        return out

    def resolved(self, noun: str | None, at: int) -> str | None:
        """The full name of what "its" (None) or "the club" means here: the body whose name has the noun, else the only one."""
        known = role_lists()
        word = noun.split()[-1].lower() if noun else None
        k = bisect_left(self._firsts, at)
        near = [n for n in self.bodies[max(0, k - 12) : k] if at - n.first <= NEAR]
        if word is not None and " " not in (noun or " "):
            for n in reversed(near):
                if word in self.low[n.first : n.last]:
                    return self._name(n)
        if word is not None and (" " in (noun or "") or word not in known.bodies | known.places):
            return None
        kinds = ("place",) if word in known.places else ("organization",) if word else ("organization", "place")
        for kind in kinds:
            one = {n.cluster: n for n in near if n.kind == kind and (word is not None or self._leads(n, at))}
            if len(one) == 1:
                return self._name(next(iter(one.values())))
        return None

    def _leads(self, one: Placed, at: int) -> bool:
        """What "its" can mean: the subject of this sentence or of the one before, or "Delta and its chairman"."""
        begin = self.begins[at]
        earlier = self.begins[begin - 1] if begin else begin
        if one.first < earlier:
            return False
        return self.words.dep[one.last - 1] in ("nsubj", "nsubjpass") or self.low[one.last : at] == ["and"]

    def _name(self, one: Placed) -> str:
        return self.name_of(one.cluster)
