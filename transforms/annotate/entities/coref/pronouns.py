"""He and she, to the person in focus: by gender, subject and topic before mere nearness; nothing where nobody fits."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.annotate.entities.clusters.group import Cluster
from transforms.annotate.entities.coref.clauses import CLIMB, SUBJECTS, Clauses
from transforms.annotate.entities.coref.focus import MAIN, Focus, Seen
from transforms.annotate.entities.coref.speech import speakers
from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

FORMS = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(("she", "her", "hers", "herself"), "she")
PART = frozenset(["compound", "appos", "attr", "amod", "nmod"])
FIRST_PERSON = frozenset(["I", "me", "my", "My"])
RELATIVE = frozenset(["who", "whom", "whose", "that"])
LOOKED_AT = 8  # people back: in 96 of 100 cases the person is among the last six names
PARAGRAPHS_BACK = 5

# What a candidate's place is worth.
ROLE = {3: 1.9, 2: 1.0, 1: 0.0, 0: 0.0, -1: -0.2}
NEARER = 0.9  # for each person met since
SENTENCE = 0.7  # for each sentence since
PARAGRAPH = 0.2
KNOWN = 2.0  # the gender is known, and right
CHAIN = 0.7  # it was the same pronoun's last time
TOPIC = 2.5  # times the person's share of all that are named
FIRST = 0.4  # is in the first paragraph
SAME_QUOTE = 1.0
OTHER_QUOTE = -1.5
UNNAMED = -1.3
ASIDE = 2.0  # "Reyes, he said"
HEARD = -2.5  # is named in the quote that the pronoun speaks
REPORTS = 1.5  # "Reyes said he"
DOUBTFUL = -0.4  # one word that nothing shows to be a person's name
THINKS = 1.0  # "Reyes believes Brandt can win. “…,” he said"
FOLLOWS = 1.8  # "In his speech, Reyes said"
LEAST = -0.2  # less fits nobody
AHEAD = 25  # words
BESIDE = 6
LIFE = 0.2  # from here on the document is about one person, whom it means when nobody else is in focus
OPENING = 0.15  # of the people named, when the text begins with the name
TOPICAL = 0.3  # of the people named
CLEAR = 0.75  # of the pronouns are he, or she
SURE = 2  # pronouns that tell a gender


@dataclass
class Search:
    """All that is known while the pronouns of a text are read. A negative entity is somebody whom nothing names.

    `at`: entity of each name's last word; `inside`: of each word of a name. `speaker`: of each quote.
    """

    words: Words
    parse: Clauses
    quoted: Sequence[int | None]
    gender: dict[int, str | None]
    share: Mapping[int, float]
    first: frozenset[int]
    at: Mapping[int, int]
    inside: Mapping[int, int]
    starts: list[int]
    doubtful: frozenset[int]
    topic: int | None = None
    first_person: frozenset[int] = frozenset()
    found: dict[int, int] = field(default_factory=dict)
    speaker: dict[int, int] = field(default_factory=dict)

    def meant(self, i: int | None) -> int | None:
        """The entity that a word means: of a name, a pronoun, or the name that "who" hangs on."""
        if i is None:
            return None
        if i in self.found:
            return self.found[i]
        if self.words.tag[i][:1] == "W" and self.words.form[i].lower() in RELATIVE:
            i = self.words.head[self.words.head[i]]
        return self.inside.get(i)

    def called(self, i: int | None) -> set[int | None]:
        """Who is meant by a word or by the name set beside it: "her professor, Brandt,"."""
        if i is None:
            return set()
        words = self.words
        beside = range(i + 1, min(i + BESIDE, len(words)))
        return {self.meant(i), *(self.meant(k) for k in beside if words.dep[k] == "appos" and words.head[k] == i)}


def find_pronouns(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    gender: Mapping[int, str | None],
    nominals: Mapping[int, int],
    quoted: Sequence[int | None],
) -> dict[int, int]:
    """Word number of each pronoun that has a person → number of the cluster.

    `gender`: of each person; `nominals`: the last word of "the mayor" → cluster; `quoted`: for each word, its quote or None.
    The reporter's own words are read first; then what stands in quotes, when it is known who speaks there.
    """
    pronouns = [i for i, form in enumerate(words.form) if form.lower() in FORMS]
    people = list(gender)
    if not pronouns or not people:
        return {}
    at = {n.last - 1: k for k in people for n in clusters[k].names}
    inside = {i: k for k in people for n in clusters[k].names for i in range(n.first, n.last)}
    share = {k: len(clusters[k].names) / len(at) for k in people}
    at |= nominals
    inside |= nominals
    first = frozenset(at[i] for a, b in words.paragraphs[:2] for i in range(a, b) if i in at)
    starts = [a for a, _ in words.paragraphs]
    surnames = {form.split()[-1] for k in people for form in clusters[k].forms if " " in form}
    full = {k for k in people if any(" " in form or form in surnames for form in clusters[k].forms)}
    doubtful = frozenset(k for k in people if gender[k] is None and k not in full)
    told = frozenset(bisect_right(starts, i) for i, w in enumerate(words.form) if w in FIRST_PERSON and quoted[i] is None)
    search = Search(words, parse, quoted, dict(gender), share, first, at, inside, starts, doubtful, first_person=told)
    events = sorted([*at, *pronouns, *_others(words, inside)])
    _learn(search, events)
    _read(search, events, inside=False)
    search.speaker = speakers(words, quoted, {**at, **search.found})
    _read(search, events, inside=True)
    return {i: k for i, k in search.found.items() if k >= 0}


def _others(words: Words, named: Mapping[int, int]) -> list[int]:
    """Who means somebody and is no pronoun: relative pronouns; nouns for one person."""
    known = person_words()
    return [
        i
        for i, (tag, form) in enumerate(zip(words.tag, words.form, strict=True))
        if (tag == "NN" and form.lower() in known and words.dep[i] not in PART and i not in named)
        or (tag[:1] == "W" and form.lower() in RELATIVE and words.dep[words.head[i]] == "relcl")
    ]


def _learn(search: Search, events: Sequence[int]) -> None:
    """The genders that nothing tells, from the document's pronouns: that of its topic first, the others by a trial."""
    forms = Counter(FORMS[form] for i in events if (form := search.words.form[i].lower()) in FORMS)
    (usual, most), total = forms.most_common(1)[0], forms.total()
    topic = max(search.share, key=lambda k: search.share[k])
    opens = search.at[min(search.at)] == topic
    clear = most >= CLEAR * total
    if search.gender[topic] is None and clear and total >= 4 and search.share[topic] >= (OPENING if opens else TOPICAL):
        search.gender[topic] = usual
    if search.gender[topic] == usual and clear and search.share[topic] >= LIFE:
        search.topic = topic
    _read(search, events, inside=False)
    votes: dict[int, Counter[str]] = {}
    for i, k in search.found.items():
        if k >= 0 and search.gender[k] is None:
            votes.setdefault(k, Counter())[FORMS[search.words.form[i].lower()]] += 1
    search.found.clear()
    for k, count in votes.items():
        he, she = count["he"], count["she"]
        if max(he, she) >= SURE and max(he, she) >= 3 * min(he, she):
            search.gender[k] = "he" if he > she else "she"


def _read(search: Search, events: Sequence[int], *, inside: bool) -> None:
    """Left to right through all that means somebody. `inside`: whether to find those in quotes, or those outside."""
    words, focus = search.words, Focus(search.parse)
    strangers: dict[str, int] = {}
    for i in events:
        quote, paragraph, form = search.quoted[i], bisect_right(search.starts, i), words.form[i].lower()
        if i in search.at:
            focus.see(search.at[i], i, paragraph, quote)
        elif form in FORMS:
            if i not in search.found and (quote is not None) == inside:
                bearer = _bearer(search, focus, i, FORMS[form], paragraph)
                if bearer is not None:
                    search.found[i] = bearer
            if i in search.found:
                focus.see(search.found[i], i, paragraph, quote, FORMS[form])
        elif words.tag[i][:1] == "W":
            known = search.meant(i)
            if known is not None:
                focus.see(known, i, paragraph, quote)
        else:
            stranger = strangers.setdefault(form, -1 - len(strangers))
            search.gender[stranger] = person_words().gender(form)
            focus.see(stranger, i, paragraph, quote)


def _bearer(search: Search, focus: Focus, i: int, gender: str, paragraph: int) -> int | None:
    """The best of those in focus; None when no one fits."""
    words, parse, quote = search.words, search.parse, search.quoted[i]
    verb = parse.verb_of(i)
    subject = parse.subject_of(verb) if verb is not None else None
    barred: set[int | None] = {search.speaker.get(quote)} if quote is not None else set()
    if words.form[i].lower().endswith("self"):
        own = search.meant(subject)
        if own is not None and search.gender[own] in (None, gender):
            return own
    elif words.dep[i] == "poss":
        barred |= search.called(words.head[i])  # nobody is his own brother: "his brother, Mark Vogt,"
    elif words.dep[i] not in SUBJECTS:
        barred |= search.called(subject)
        if verb is not None and (other := parse.object.get(verb)) is not None and other < i:
            barred.add(search.meant(other))
    best: tuple[float, int] | None = None
    met = 0
    for seen in focus.latest(LOOKED_AT):
        if seen.entity in barred or search.gender[seen.entity] not in (None, gender):
            continue
        if seen.pronoun not in (None, gender) and seen.sentence == parse.sentence[i]:
            continue  # "He said she": two people, whatever their names tell
        if paragraph - seen.paragraph > PARAGRAPHS_BACK:
            break
        score = _worth(search, seen, i, gender, paragraph) - NEARER * met
        met += seen.entity >= 0
        if best is None or score > best[0]:
            best = score, seen.entity
    follower = _follower(search, i)
    if follower is not None and follower not in barred and search.gender[follower] in (None, gender):
        score = FOLLOWS + TOPIC * search.share[follower] + KNOWN * (search.gender[follower] == gender)
        if best is None or score > best[0]:
            return follower
    if best and best[0] > LEAST:
        return best[1]
    topic = search.topic if paragraph not in search.first_person else None
    return topic if topic is not None and topic not in barred and search.gender[topic] == gender else None


def _worth(search: Search, seen: Seen, i: int, gender: str, paragraph: int) -> float:
    words, parse, quote = search.words, search.parse, search.quoted[i]
    score = ROLE[seen.role] - SENTENCE * min(parse.sentence[i] - seen.sentence, 5) - PARAGRAPH * (paragraph - seen.paragraph)
    score += KNOWN * (search.gender[seen.entity] == gender) + CHAIN * (seen.pronoun == gender)
    if paragraph not in search.first_person:  # who is the topic of an interview is "I" there
        score += TOPIC * search.share.get(seen.entity, 0.0) + FIRST * (seen.entity in search.first)
    score += UNNAMED * (seen.entity < 0) + DOUBTFUL * (seen.entity in search.doubtful)
    score += ASIDE * (seen.word == i - 2 and words.form[i - 1] == "," and seen.pronoun is None)
    if seen.quote != quote:
        score += OTHER_QUOTE * (seen.quote is not None)
    elif quote is not None:
        score += SAME_QUOTE
    if words.dep[i] in SUBJECTS:
        verb = words.head[i]
        if quote is None and words.form[verb].lower() in reporting_verbs().subject_speaks:
            quoted = search.quoted
            score += HEARD * (seen.quote is not None)
            main = parse.main[seen.sentence]
            after = seen.paragraph == paragraph and i > 1 and quoted[i - 2 : i] != [None, None]  # “…,” he said
            thinks = after and seen.role == MAIN and words.form[main].lower() in reporting_verbs().subject_speaks
            score += THINKS * (thinks and seen.sentence < parse.sentence[i] and seen.quote is None)
        above = words.head[verb]
        if words.dep[verb] == "ccomp" and words.form[above].lower() in reporting_verbs().subject_speaks:
            score += REPORTS * (search.meant(parse.subject_of(above)) == seen.entity)
    return score


def _follower(search: Search, i: int) -> int | None:
    """The main subject that comes after a pronoun in a phrase before it: "In his speech, Reyes said"."""
    parse, words = search.parse, search.words
    root = parse.main[parse.sentence[i]]
    subject = parse.subject.get(root)
    if subject is None or not i < subject < i + AHEAD or search.inside.get(subject) is None:
        return None
    for _ in range(CLIMB):
        if words.head[i] == root:
            return search.inside[subject] if words.dep[i] in ("prep", "advcl") else None
        if words.head[i] == i:
            return None
        i = words.head[i]
    return None
