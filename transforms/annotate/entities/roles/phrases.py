"""The grammar of a role: "the Delta Union's former deputy director for public affairs" → role and affiliation."""

from dataclasses import dataclass, replace

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.entities.roles.bearers import HYPHENS, MARKS, NOMINAL, Scene
from transforms.annotate.entities.roles.complements import complement, coordinated
from transforms.annotate.entities.roles.cores import core, is_plural

LONGEST = 14  # words of a noun phrase


@dataclass(frozen=True)
class Found:
    """A role: its words, the affiliation's, and first and last word (excluded) of both together. `lead`: the word before it.

    `plural`: it is said of several people ("co-chairs"); `role` is in the singular all the same.
    """

    role: str
    affiliation: str | None
    first: int
    last: int
    lead: str = ""
    plural: bool = False


def phrase_from(scene: Scene, a: int) -> Found | None:
    """The role that a noun phrase which begins with word `a` says, or None."""
    low, tag, end = scene.low, scene.words.tag, scene.end_of(a)
    if low[a : a + 2] in (["then", "a"], ["then", "an"], ["then", "the"]) and (found := phrase_from(scene, a + 1)) is not None:
        return replace(found, role=f"then {found.role}", first=a)  # he is that no more
    a = min(a, end)
    while a < end and (tag[a] == "RB" or low[a] in ("now", "then", "himself", "herself")):
        a += 1
    if a < end and low[a] == "one" and low[a + 1 : a + 2] == ["of"]:
        found = phrase_from(scene, a + 2)
        return Found(found.role, found.affiliation, found.first, found.last, "one") if found and found.plural else None
    lead, begin = "", a
    if a < end and (tag[a] in ("DT", "PRP$", "PDT") or low[a] in ("the", "a", "an")):
        lead, begin = low[a], a + 1
    i = begin
    while i < min(end, begin + LONGEST):
        name = scene.starts.get(i)
        if name is not None and name.person and low[name.last : name.last + 1] not in [[m] for m in MARKS]:
            break
        if name is not None:
            i = name.last
        elif tag[i].startswith(NOMINAL) or low[i] in HYPHENS or (low[i] in MARKS and i > begin) or core(scene, i) is not None:
            i += 1
        else:
            break
    head = i - 1
    if head < begin or (head in scene.inside and not scene.ends_with_role(head)):
        return None
    first = core(scene, head)
    if first is None or first < begin:
        return None
    return _whole(scene, a, begin, first, head, lead)


def titled(scene: Scene, begin: int, p: int) -> Found | None:
    """The role that ends with word `p`, right before a name; what it is of may stand from word `begin` on."""
    low = scene.low
    first = core(scene, p)
    if first is None or first < begin:
        return None
    if low[first] in role_lists().titles and not scene.big(first) and low[p] not in role_lists().nouns:
        return None
    left = first
    while left > begin and low[left - 1] not in (",", ";", ":", "("):
        left -= 1
    start, role_first, affiliation, prefix = split(scene, left, first)
    lead = low[start - 1] if start > begin else ""
    if affiliation is None and lead in ("its", "their"):
        affiliation = scene.resolved(None, start - 1)
        start -= affiliation is not None
    if lead in ("his", "her", "my") and low[p] in role_lists().private:
        return None
    several = is_plural(scene, p)
    # "Historian and author Gilbert Frost"
    if lead == "and" and affiliation is None and start - 2 >= begin and core(scene, start - 2) is not None and not several:
        other = core(scene, start - 2) or 0
        if other == scene.begins[p] or low[other - 1] in ("a", "an") or (scene.big(p) and scene.big(other)):
            start, role_first, affiliation, prefix = split(scene, left, other)
    return Found(prefix + scene.singular(role_first, p + 1, several), affiliation, start, p + 1, lead, several)


def _whole(scene: Scene, a: int, begin: int, first: int, head: int, lead: str) -> Found | None:
    if lead in ("his", "her", "my", "your") and scene.low[head] in role_lists().private:
        return None
    start, role_first, affiliation, prefix = split(scene, begin, first)
    if affiliation is None and start == begin and lead in ("its", "their"):
        affiliation = scene.resolved(None, a)
        start = a if affiliation else start
    several = is_plural(scene, head)
    last = coordinated(scene, head)
    role_last, after, end = complement(scene, last, affiliation is not None)
    if affiliation is not None and start in scene.starts and scene.starts[start].kind == "place":
        # "the Europe director of the Delta Union": a body says more than a place
        other = complement(scene, last, False)
        if other[1] is not None and any(scene.is_body(i) for i in range(last + 1, other[2])):
            start, affiliation, (role_last, after, end) = role_first, None, other
    if scene.low[head] in role_lists().figurative and scene.low[head + 1 : head + 2] == ["of"] and scene.chunk(end - 1) == end:
        return None
    role = prefix + scene.singular(role_first, role_last, several)
    return Found(role, affiliation or after, start, end, lead, several)


def split(scene: Scene, begin: int, first: int) -> tuple[int, int, str | None, str]:
    """What stands before a role noun: first word of it all, of the role, the affiliation, and a "former" before that one."""
    known, low, words = role_lists(), scene.low, scene.words
    big, office = scene.big(first), low[first] in known.offices
    j = first
    while j > begin:
        t = j - 1
        name = scene.inside.get(t)
        if (
            name is not None
            and not scene.opens(t, name)
            and not (big and ((name.last - name.first > 1 and low[t] in known.subjects) or (office and low[t] in known.areas)))
        ):
            break
        if low[t] in known.made and t > begin + 1 and low[t - 1] in HYPHENS:
            break  # "Oscar-winning", "Iowa-based"
        if low[t] in HYPHENS and t > begin and low[t - 1] != "old":
            j = t
            continue
        if low[t] in ("then", "now") and scene.is_first(t) and low[t + 1] not in HYPHENS:
            break  # "Then Rovers manager Ana Brandt scored"
        if scene.shortens(t):
            j = t - 1
        elif low[t] in known.modifiers or (low[t] in known.titles and scene.big(t)):
            j = t
        elif (
            (scene.big(t) and low[t] in known.nations)
            or (scene.big(t) and low[t] in known.parties and low[first] in known.from_places)
            or (low[t] in known.dropped and low[t + 1] not in HYPHENS and low[t : t + 2] != ["late", "night"])
            or words.tag[t] in ("CD", "JJS", "POS", "DT", "PRP$", "RBS")
            or low[t] in MARKS
        ):
            break
        elif scene.big(t) and (
            not scene.is_first(t) or (words.tag[t] == "NNP" and low[t] not in known.areas | known.bodies | known.common)
        ):
            if not (big and (low[t] in known.areas or low[t] in known.nouns)):
                break
            j = t
        elif words.tag[t] == "VBG" and t > begin and words.tag[t - 1].startswith(("NN", "PRP", "VB", "RB")):
            break  # "a group supporting retired teacher Ana Brandt"
        elif (words.tag[t].startswith(NOMINAL) or (scene.is_first(t) and words.tag[t][:2] == "VB")) and (
            scene.big(t) or not big or scene.is_first(first) or low[t] in known.areas
        ):
            j = t  # not in "am disappointed Judge Reyes", "ultraconservative Sen. Reyes"
        else:
            break
    while j < first and (low[j] in HYPHENS or low[j] in ("of", "and")):
        j += 1
    role_first = start = j
    made = False
    while j > begin:
        if low[j - 1] in known.made and j - 3 >= begin and low[j - 2] in HYPHENS:
            j, made = j - 3, True
            continue
        adjective = scene.adjective(j - 1)
        if adjective is not None:
            j = max(begin, adjective)
        elif (
            low[j - 1] in known.dropped
            or words.tag[j - 1] in ("CD", "JJS")
            or (low[j - 1] in HYPHENS and scene.glued(j))
            or low[j - 1] in known.parties
        ):
            j -= 1
        else:
            break
    affiliation, at = scene.before(begin, j)
    if made and affiliation is not None and scene.low[j - 1] not in MARKS:
        return start, role_first, None, ""
    if affiliation is None:
        return start, role_first, None, ""
    prefix = ""
    adverb = at > begin and low[at - 1] == "then" and scene.is_first(at - 1)
    plain = big or scene.is_first(at - 1) or not scene.big(at - 1)
    if at > begin and not adverb and plain and low[at - 1] in known.modifiers:
        at, prefix = at - 1, words.form[at - 1] + " "
    return at, role_first, affiliation, prefix
