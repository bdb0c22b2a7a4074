"""Where a role stands by a name: before it, or beside it between commas."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.entities.roles.bearers import MARKS, POLITE, Placed, Scene
from transforms.annotate.entities.roles.cores import core
from transforms.annotate.entities.roles.phrases import Found, phrase_from, titled
from transforms.annotate.reporting_verbs import reporting_verbs

DASHES = frozenset(["—", "–", "--", "-", "("])
CLOSES = frozenset([",", ".", ";", ")", "—", "–", "--", ":", "!", "?", "”", '"', "''"])
PLACE = r"([A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)*)"
PARTY = re.compile(rf"""(?x)
    (?:,\s|\s?[(\[])
    (?: (?:[RDIL]|Lab|Con|Rep|Dem|Ind)\.?[-–]{PLACE}
    |   (?:a\s|an\s|the\s)?(?:Republican|Democrat|Independent|independent|Conservative|Labour|Liberal)\s(?:of|from)\s{PLACE}
    )
    (?=[,)\].;]|\s|$)
""")  # "Sen. Reyes, R-Iowa", "Rep. Okoro (D-Ohio)"; "Senator Ana Reyes, Republican of Iowa"
REACH = 14  # words


def before(scene: Scene, name: Placed) -> Found | None:
    """ "Delta Union spokesman Tom Reyes", "Sen. Tom Reyes, R-Iowa", "Judge Ana Brandt of Harbor County"."""
    low, begin = scene.low, scene.begins[name.first]
    p = name.first - 1
    while p > begin and low[p] in POLITE:
        p -= 1
    if p < begin or (p in scene.inside and not scene.ends_with_role(p)):
        return None
    last = name.last
    # "Governor Thomas Bridge": a name goes on, and is another thing's
    if last < scene.end_of(p) and scene.big(last) and scene.words.tag[last].startswith("NNP") and last not in scene.inside:
        return None
    found = titled(scene, max(begin, p - REACH), p)
    if found is None or (found.lead in ("the", "that", "this") and not scene.big(p) and not _linked(scene, p, name)):
        return None
    holder = scene.inside.get(found.first)
    if holder is not None and holder.person and scene.big(p) and low[holder.last] not in MARKS:
        return None  # "Ana Brandt King Day" is no king's
    if found.affiliation is None:
        party = PARTY.match(scene.words.text, scene.words.end[last - 1])
        if party:
            place, follows = party[1] or party[2], scene.words.text[party.end() : party.end() + 1]
            full = follows != ")" and (len(place) > 5 or place in ("Iowa.", "Ohio.", "Utah."))  # the dot of the sentence
            return replace(found, affiliation=place.rstrip(".") if full and "." not in place[:-1] else place)
        if low[last : last + 1] == ["of"]:
            at = last + 1 + (low[last + 1 : last + 2] == ["the"])
            end = scene.named(at)
            if end is not None and at not in scene.people:
                return replace(found, affiliation=scene.said(at, end), last=end)
    return found


def _linked(scene: Scene, p: int, name: Placed) -> bool:
    """ "told the judge Reyes was late": here the parser hangs the role on something else than the name."""
    head, span = scene.words.head, range(name.first, name.last)
    return head[p] in span or any(head[i] == p for i in span)


def beside(scene: Scene, name: Placed) -> Iterator[Found]:
    """ "Lena Vogt, a lawyer for the Harbor Council, …", "Tom Reyes, 44, head of nursing at …", "… (the head of …)"."""
    low, end, k = scene.low, scene.end_of(name.first), name.last
    if k >= end or not (low[k] == "," or low[k] in DASHES):
        return
    mark, k = low[k], k + 1
    if k + 1 < end and low[k].isdecimal() and low[k + 1] in (",", "and"):  # his age
        k += 2
    if k + 2 < end and low[k] == "of" and (place := scene.named(k + 1)) and low[place : place + 1] == [","]:
        k = place + 1
    if k + 3 < end and low[k] in ("a", "an") and low[k + 1] in role_lists().parties and low[k + 2] == "and":
        k += 3  # "a Republican and former governor"
    if k < end and low[k] in ("and", "who"):
        return
    for n in range(3):
        found = phrase_from(scene, k) if k < end else None
        if found is None or found.plural or found.last in scene.people or not _ends_well(scene, found):
            return
        if mark in DASHES and not (found.lead or found.affiliation):
            return
        yield found
        # "a former mayor of Harbor City, and a member of the board"
        k = found.last
        if low[k : k + 1] == [","] and n < 2:
            k += 1
        if low[k : k + 1] == ["and"] and low[k + 1 : k + 2] in (["a"], ["an"]):
            k += 1
        elif k == found.last:
            return


def _ends_well(scene: Scene, found: Found) -> bool:
    """Not "Reyes, the mayor said", and not "Reyes, a judge and Ana Brandt"."""
    low, tag, k = scene.low, scene.words.tag, found.last
    if k >= scene.end_of(found.first):
        return True
    if low[k] in reporting_verbs().after_role or (tag[k] in ("VBZ", "VBD", "VBP", "MD") and found.lead in ("the", "")):
        return False
    if low[k] in ("’s", "'s", "'", "’"):
        return False
    return not (low[k] == "and" and k + 1 in scene.people)


def all_beside(scene: Scene, last: Placed, names: list[Placed]) -> Found | None:
    """ "Carl Jensen and Mia Holt, co-chairs of …": said of all of them. `names`: those joined, at least two."""
    k = last.last
    if len(names) < 2 or scene.low[k : k + 1] != [","]:
        return None
    found = phrase_from(scene, k + 1) if k + 1 < scene.end_of(last.first) else None
    return found if found and found.plural and _ends_well(scene, found) else None


def ahead(scene: Scene, name: Placed) -> Found | None:
    """ "The company's chief executive, Martin Gross, said": the role first, the name between commas."""
    low, begin, c = scene.low, scene.begins[name.first], name.first - 1
    while c > begin and low[c] in POLITE:
        c -= 1
    if c <= begin or low[c] != ",":
        return None
    k = name.last
    closed = k >= scene.end_of(c) or low[k] in CLOSES
    after = low[k + 1 : k + 2]
    if low[k : k + 1] == [","] and (after in (["a"], ["an"], ["and"]) or k + 1 in scene.people):
        return None
    if scene.words.tag[begin] in ("WRB", "VBG") or low[begin] in ("after", "before", "while", "since", "unlike", "with", "if"):
        return None
    tag = scene.words.tag
    for s in range(c - 1, max(begin, c - REACH) - 1, -1):
        if low[s] == ",":
            break
        starts = tag[s] in ("DT", "PRP$") or s == begin or low[s - 1] in ("as", "”", "“", '"') or s in scene.starts
        if not starts or (s - 1 >= begin and low[s - 1] == "of" and s in scene.starts):
            continue
        found = phrase_from(scene, s)
        if s - 2 >= begin and low[s - 1] == "," and core(scene, s - 2) is not None:
            return None  # "the president, the vice president, Ana Brandt and we"
        if found is not None and found.last == c and not found.plural and (closed or low[max(0, s - 1)] == "as"):
            return found
    return None
