"""The grammar of a role: "the Delta Union's former deputy director for public affairs" → role and affiliation."""

from dataclasses import dataclass

from transforms.annotate.entities.role_bodies import ABBREVIATED, Scene
from transforms.annotate.entities.role_lists import role_lists

MARKS = frozenset(["'s", "’s", "'", "’"])
HYPHENS = frozenset(["-", "–"])
NOMINAL = ("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "FW", "ADD", "AFX")
SUFFIXES = frozenset(["elect", "emeritus", "emerita", "designate"])
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


def core(scene: Scene, i: int) -> int | None:
    """First word of the role noun that ends with word `i`: "co-chair", "attorney general", "president-elect"; else None."""
    known, low = role_lists(), scene.low
    if low[i] in SUFFIXES and i:
        before = i - 2 if low[i - 1] in HYPHENS else i - 1
        return core(scene, before) if before >= 0 else None
    if scene.shortens(i):
        return i - 1 if scene.big(i - 1) else None
    first = i
    while first >= 2 and low[first - 1] in HYPHENS and scene.glued(first - 1) and scene.glued(first):
        first -= 2
    if first < i and "".join(low[first : i + 1]) in known.nouns:
        return first
    for phrase in known.phrases.get(low[i], ()):
        at = i - len(phrase) + 1
        if at >= 0 and tuple(low[at : i + 1]) == phrase:
            return at
    if low[i] in known.nouns:
        return first
    return i if low[i] in known.titles and scene.big(i) else None


def is_plural(scene: Scene, i: int) -> bool:
    known = role_lists()
    if scene.shortens(i):
        i -= 1
    return known.nouns.get(scene.low[i], scene.low[i]) != scene.low[i] or scene.low[i] in ABBREVIATED


def phrase_from(scene: Scene, a: int) -> Found | None:
    """The role that a noun phrase which begins with word `a` says, or None."""
    low, tag, end = scene.low, scene.words.tag, scene.end_of(a)
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
    low, tag = scene.low, scene.words.tag
    first = core(scene, p)
    if first is None or first < begin:
        return None
    if low[first] in role_lists().titles and not scene.big(p) and low[p] not in role_lists().nouns:
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
    last = _coordinated(scene, head)
    role_last, after, end = _complement(scene, last, affiliation is not None)
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
        if name is not None and not scene.opens(t, name) and not (
            big and name.last - name.first > 1 and (low[t] in known.subjects or (office and low[t] in known.areas))
        ):
            break
        if low[t] in HYPHENS and t > begin and low[t - 1] != "old":
            j = t
            continue
        if scene.shortens(t):
            j = t - 1
        elif low[t] in known.modifiers or (low[t] in known.titles and scene.big(t)):
            j = t
        elif scene.big(t) and low[t] in known.parties and low[first] in known.from_places:
            break
        elif (low[t] in known.dropped and low[t + 1] not in HYPHENS and low[t : t + 2] != ["late", "night"]) or words.tag[t] in ("CD", "JJS", "POS", "DT", "PRP$", "RBS") or low[t] in MARKS:
            break
        elif scene.big(t) and (not scene.is_first(t) or (words.tag[t] == "NNP" and low[t] not in known.areas | known.bodies)):
            if not (big and (low[t] in known.areas or low[t] in known.nouns)):
                break
            j = t
        elif words.tag[t].startswith(NOMINAL) and (scene.big(t) or not big or scene.is_first(first)):
            j = t  # not in "am disappointed Judge Reyes", "ultraconservative Sen. Reyes"
        else:
            break
    while j < first and (low[j] in HYPHENS or low[j] in ("of", "and")):
        j += 1
    role_first = start = j
    while j > begin:
        adjective = scene.adjective(j - 1)
        if adjective is not None:
            j = max(begin, adjective)
        elif low[j - 1] in known.dropped or words.tag[j - 1] in ("CD", "JJS") or low[j - 1] in HYPHENS or low[j - 1] in known.parties:
            j -= 1
        else:
            break
    based = low[j : j + 2] in ([h, "based"] for h in HYPHENS)  # where somebody lives
    affiliation, at = scene.before(begin, j)
    if based:
        return start, role_first, None, ""
    if affiliation is None:
        return start, role_first, None, ""
    prefix = ""
    if at > begin and low[at - 1] in known.modifiers and not scene.big(at - 1):
        at, prefix = at - 1, words.form[at - 1] + " "
    return at, role_first, affiliation, prefix


def _coordinated(scene: Scene, head: int) -> int:
    """The last word of "founder and chief executive", its first word's number given."""
    low, tag = scene.low, scene.words.tag
    end = scene.end_of(head)
    if head + 2 < end and low[head + 1] in ("and", "&", "turned", "-turned", "/"):
        i = head + 2
        while i < min(end, head + 7) and i not in scene.inside and (tag[i].startswith(NOMINAL) or low[i] in HYPHENS):
            i += 1
        if i > head + 2 and core(scene, i - 1) is not None and i not in scene.people:
            return i - 1
    return head


def _complement(scene: Scene, head: int, has: bool) -> tuple[int, str | None, int]:
    """After a role noun: last word (excluded) of the role, the affiliation, and last word (excluded) of both."""
    known, low, tag = role_lists(), scene.low, scene.words.tag
    k, end = head + 1, scene.end_of(head)
    noun = known.nouns.get(low[head], low[head])
    for _ in range(3):
        if k + 1 >= end or low[k] not in ("of", "for", "at", "with", "in", "from", "to", "on"):
            break
        prep, q = low[k], k + 1
        det = tag[q] in ("DT", "PRP$") or low[q] in ("the", "a", "an")
        n = q + det
        if n >= end or low[n] in known.when:
            break
        errand = (noun in known.errand and prep in ("to", "for")) or prep == "on"
        chunk = scene.chunk(n)
        while n + 1 < end and n not in scene.starts and scene.big(n) and low[n] in known.titles:
            n += 1  # "an aide to Gov. Reyes"
        name = scene.named(n)
        if name is None and chunk > n:
            name = scene.named(chunk) if chunk < end and chunk - n <= 4 and chunk in scene.starts else None
            lowered = chunk - n
        else:
            lowered = 0
        if name is not None:
            if not lowered and not det and scene.all_areas(n, name) and prep in ("of", "for"):
                k = name
                continue
            if prep == "on":
                break
            if errand:
                k = name
                continue
            at = chunk if lowered else n
            if has or (prep == "in" and not scene.is_body(at)) and noun in ("expert", "specialist"):
                break
            if prep == "from" and not scene.is_body(at) and noun not in known.from_places:
                break
            if name < end and tag[name] in ("NN", "NNS") and at not in scene.people:
                if low[q] in ("a", "an"):  # "the founder of a Harbor City group"
                    break
                name = scene.chunk(name)
            if name + 1 < end and low[name] in MARKS and low[name + 1] in (",", "."):
                name += 1  # "St. Mark's"
            return k, scene.said(at, name), name
        if chunk == n:
            break
        if low[q] in ("a", "an") or tag[n] == "CD":
            break
        if det:
            follows = chunk < end and low[chunk] in ("at", "of", "in") and scene.named(chunk + 1 + (low[chunk + 1 : chunk + 2] == ["the"]))
            if follows and prep in ("of", "for"):
                k = chunk
                continue
            if has or prep in ("on", "from", "in") or low[chunk - 1] in ("time", "day", "year", "moment", "age"):
                break
            return k, scene.resolved(scene.said(n, chunk), n) or scene.said(n, chunk), chunk
        if prep in ("at", "with", "from", "to"):
            break
        k = chunk
    return k, None, k
