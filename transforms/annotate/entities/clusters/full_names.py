"""Finds the full name that a part or variant of a person's name belongs to."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import gender_of
from transforms.annotate.entities.clusters.misspellings import misspelt_names
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

MOST_BEARERS = 20  # people with one surname; a text with more of them is a list
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
PRONOUN_WINDOW = 12  # tokens after a surname in which "he" or "she" shows its gender
GENDERS = {"he": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
SENTENCE_ENDS = frozenset([".", "!", "?", "”", '"'])
SHORTEST = 3  # letters of a given name that is cut short
TELL_APART = frozenset(["elder", "younger", "senior", "junior", "late"])  # two bearers: "the elder Brandt"
BEFORE_PLACE = frozenset(["in", "at", "from", "near"])


class Bearer(NamedTuple):
    """A person of a surname that others have, too. `titles`: the titles before the full name, in lower case."""

    gender: str | None
    titles: frozenset[str]


def name_parts(form: str) -> list[str]:
    """Returns the words of a folded name, without a suffix like `jr`."""
    parts = form.split()
    return parts[:-1] if len(parts) > 2 and parts[-1] in SUFFIXES else parts


def full_name_merges(words: Words, clusters: dict[str, Cluster]) -> dict[str, str]:
    """Returns key of a cluster → key of the cluster with the full name: `brandt` → `ana brandt` → `ana maria brandt`.

    Changes `clusters`: when several people have a surname, each mention of the surname alone is moved to the person that the
    words before it indicate. Mentions without such a person stay in the cluster of the surname.
    """
    full = _full_names(clusters)
    out = _variants(full, {form: len(clusters[form].names) for form in full})
    by_last: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    by_middle: dict[str, list[str]] = defaultdict(list)
    for form, parts in full.items():
        if form not in out:
            by_last[parts[-1]].append(form)
            by_first[parts[0]].append(form)
            for part in parts[1:-1]:
                by_middle[part].append(form)
    for form, cluster in list(clusters.items()):
        if form in full:
            continue
        if " " in form:
            bearers = _longer_names(form, by_last) if cluster.kind == "person" else []
        elif _may_be_part_of_person(words, cluster):
            bearers = by_last.get(form) or by_first.get(form) or by_middle.get(form) or _names_cut_short(form, by_first)
        else:
            bearers = []
        if len(bearers) == 1:
            out[form] = bearers[0]
        elif 1 < len(bearers) <= MOST_BEARERS:
            _distribute_mentions(words, clusters, form, bearers)
    return out


def _full_names(clusters: Mapping[str, Cluster]) -> dict[str, list[str]]:
    """Returns folded name → parts for the names of people that have a given name and a surname."""
    full = {form: name_parts(form) for form, cluster in clusters.items() if cluster.kind == "person"}
    # "van Dyke" and "al-Masri" are surnames of two words
    return {
        form: parts
        for form, parts in full.items()
        if len(parts) > 2 or (len(parts) == 2 and parts[0] not in name_lists().particles)
    }


def _longer_names(form: str, by_last: Mapping[str, Sequence[str]]) -> list[str]:
    """Returns the names that end with this surname of several words."""
    return [name for name in by_last.get(form.split()[-1], [])[:MOST_BEARERS] if name.endswith(f" {form}")]


def _names_cut_short(form: str, by_first: Mapping[str, Sequence[str]]) -> list[str]:
    """Returns the names whose given name begins with these letters: "Kev" for "Kevin Brandt"."""
    if len(form) < SHORTEST:
        return []
    return [name for first, names in by_first.items() if first.startswith(form) for name in names]


def _parts_of_longer_names(full: Mapping[str, list[str]], counts: Mapping[str, int]) -> dict[str, str]:
    """Returns folded name → the only longer name with all its words in this order, or with its two words swapped.

    `otto brandt` → `jens otto harry brandt`, `de la vega` → `ines de la vega otero`, `kimura aiko` → `aiko kimura`.
    """
    by_word: dict[str, list[str]] = defaultdict(list)
    for form, parts in full.items():
        for part in set(parts):
            by_word[part].append(form)
    out = {}
    for form, parts in full.items():
        others = [other for other in by_word[parts[-1]][:MOST_BEARERS] if other != form]
        longer = _without_parts([o for o in others if _is_longer_form(parts, full[o], counts[o])], full)
        swapped = [other for other in others if full[other] == parts[::-1] and other < form]
        if len(longer or swapped) == 1:
            out[form] = (longer or swapped)[0]
    return out


def _without_parts(names: list[str], full: Mapping[str, list[str]]) -> list[str]:
    """Returns the longest name alone when all the others are parts of it; otherwise all of them."""
    longest = _longest(names) if names else ""
    return [longest] if names and all(name == longest or _is_part(full[name], full[longest]) for name in names) else names


def _is_longer_form(parts: Sequence[str], longer: Sequence[str], count: int) -> bool:
    return _is_part(parts, longer) and (count > 1 or _is_plain_extension(parts, longer))


def _is_plain_extension(parts: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether a longer name adds only given names before and between these words, or has a particle.

    Not "Crooked Ana Brandt" or "Ana Brandt Drops", which a headline or a nickname makes.
    """
    lists = name_lists()
    added = [word for word in longer if word not in parts]
    is_given = all(lists.is_given_name(word) or len(word) == 1 for word in added)
    return not lists.particles.isdisjoint(longer) or (is_given and longer[-1] == parts[-1])


def _is_part(parts: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether a name has all these words in this order."""
    words = iter(longer)
    return len(longer) > len(parts) and all(part in words for part in parts)


def _variants(full: Mapping[str, list[str]], counts: Mapping[str, int]) -> dict[str, str]:
    """Returns variant → longest form of a full name: `ana brandt` and `a brandt` → `ana maria brandt`.

    An initial is a variant only if one given name fits it.
    """
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, parts in full.items():
        by_ends[parts[0], parts[-1]].append(form)
    by_initial: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for first, last in by_ends:
        if len(first) > 1:
            by_initial[first[0], last].add((first, last))
    out = {**_parts_of_longer_names(full, counts), **misspelt_names(by_ends)}
    for (first, last), forms in by_ends.items():
        longest = _longest(forms)
        out.update((form, longest) for form in forms if form != longest and form not in out)
        same_initial = by_initial.get((first, last), set())
        if len(first) == 1 and len(same_initial) == 1 and longest not in out:
            out[longest] = _longest(by_ends[next(iter(same_initial))])
    return out


def _longest(forms: Iterable[str]) -> str:
    return max(forms, key=lambda form: (len(form), form))


def _may_be_part_of_person(words: Words, cluster: Cluster) -> bool:
    """Whether a single word can be a part of a person's name: it is a person, or the model may have mistaken its type."""
    if cluster.kind == "person":
        return True
    if cluster.kind in ("group", "law") or cluster.alias:
        return False
    return 3 * sum(_is_place_here(words, name) for name in cluster.names) < len(cluster.names)


def _is_place_here(words: Words, name: NameMention) -> bool:
    """Whether a name stands behind "in" and its like; in "in Brandt's garden" it is no place."""
    after = words.form[name.last : name.last + 1]
    return name.first > 0 and words.form[name.first - 1].lower() in BEFORE_PLACE and after not in (["'s"], ["’s"])


def _distribute_mentions(words: Words, clusters: dict[str, Cluster], form: str, bearers: Sequence[str]) -> None:
    """Moves the mentions of a surname to its bearers: by title ("Mrs. Brandt"), or to the only or main one named before."""
    named_at = sorted((name.first, bearer) for bearer in bearers for name in clusters[bearer].names)
    cluster, remaining, k = clusters[form], list[NameMention](), 0
    named_before: set[str] = set()
    people = {bearer: _bearer(words, clusters[bearer]) for bearer in bearers}
    main = _main_bearer(clusters, bearers)
    paragraph_begins = [first for first, _ in words.paragraphs]
    for name in cluster.names:
        while k < len(named_at) and named_at[k][0] < name.first:
            named_before.add(named_at[k][1])
            k += 1
        # the main bearer is not meant where another one is named in the paragraph before the mention
        begin = words.paragraphs[bisect_right(paragraph_begins, name.first) - 1][0]
        others_named = any(bearer != main for _, bearer in named_at[bisect_left(named_at, (begin, "")) : k])
        in_focus = [named_before, set() if others_named else {main} & named_before]
        bearer = _bearer_of_mention(words, name, people, in_focus)
        if bearer is None:
            remaining.append(name)
        else:
            clusters[bearer].names.append(name)
            clusters[bearer].forms[form] += 1
    cluster.names = remaining
    if not remaining:
        del clusters[form]


def _bearer(words: Words, cluster: Cluster) -> Bearer:
    titles = {_word_before(words, name) for name in cluster.names} & (name_lists().titles | name_lists().ranks)
    return Bearer(gender_of(words, cluster), frozenset(titles))


def _gender_of_next_pronoun(words: Words, i: int) -> str | None:
    """Returns `he` or `she` when such a pronoun follows in the sentence before any other name; otherwise None."""
    for form in words.form[i : i + PRONOUN_WINDOW]:
        if form in SENTENCE_ENDS or form[0].isupper():
            return None
        if (gender := GENDERS.get(form)) is not None:
            return gender
    return None


def _main_bearer(clusters: Mapping[str, Cluster], bearers: Sequence[str]) -> str:
    """Returns the bearer who is named first: news use the surname alone for that one, and repeat the given names of others."""
    return min(bearers, key=lambda bearer: min(name.first for name in clusters[bearer].names))


def _bearer_of_mention(
    words: Words, name: NameMention, bearers: Mapping[str, Bearer], in_focus: Iterable[Collection[str]]
) -> str | None:
    """Returns the bearer whom a mention of the surname means, or None.

    `in_focus`: groups of bearers; the first group with exactly one bearer of the right gender decides.
    """
    title = _word_before(words, name)
    same_title = [form for form, bearer in bearers.items() if title in bearer.titles]
    if len(same_title) == 1:
        return same_title[0]
    if title in TELL_APART:
        return None
    gender = name_lists().gender_of_title(title) or _gender_of_next_pronoun(words, name.last)
    fitting = [form for form, bearer in bearers.items() if gender is None or bearer.gender in (None, gender)]
    if len(fitting) == 1:
        return fitting[0]
    groups = ([form for form in fitting if form in group] for group in in_focus)
    return next((group[0] for group in groups if len(group) == 1), None)


def _word_before(words: Words, name: NameMention) -> str:
    return words.form[name.first - 1].lower() if name.first else ""
