"""A role that a verb says: "is the mayor of …", "who heads …", "was named …", "served as …"; nothing that may be, or is not."""

from dataclasses import replace

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.entities.roles.bearers import Placed, Scene
from transforms.annotate.entities.roles.phrases import Found, phrase_from
from transforms.annotate.entities.roles.positions import CLOSES

BE = frozenset(["is", "was", "are", "were", "been", "be", "being", "'s", "’s", "'m", "'re"])
HAVE = frozenset(["has", "had", "have", "'ve", "having"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])


def said_of(scene: Scene, name: Placed) -> Found | None:
    """ "Reyes is the mayor of …", "who heads …", "was named …", "served as …"; nothing that may be, or is not."""
    words, low, end = scene.words, scene.low, scene.end_of(name.first)
    k = name.last
    if name.first - 1 >= scene.begins[name.first]:
        if low[name.first - 1] in ("if", "whether", "unless", "should", "were", "is"):
            return None
        appointed = _appointed(scene, name)
        if appointed:
            return appointed
    if low[k : k + 1] == [","] and low[k + 1 : k + 2] == ["who"]:
        return _said_by(scene, k + 2, end)
    # not "an adviser to Mr. Reyes who is now a fellow at the institute"
    if low[k : k + 1] == ["who"] and low[name.first - 1 : name.first] not in (
        ["to"],
        ["of"],
        ["for"],
        ["mr."],
        ["mrs."],
        ["ms."],
    ):
        return _said_by(scene, k + 1, end)
    if low[k : k + 1] == [","] and k + 4 < end:
        tail = low[k + 1 : k + 4]
        if tail[:2] == ["speaking", "for"] or tail == ["speaking", "on", "behalf"]:
            return _led(scene, "spokesperson", k + 1, k + 3 if tail[1] == "for" else k + 5, named=False)
        if tail[0] == "in" and tail[1] in ("his", "her", "their") and low[k + 4] == "as" and tail[2] in role_lists().serves:
            return phrase_from(scene, k + 5) if k + 5 < end else None
    if k < end and (
        words.tag[k].startswith(("VB", "MD", "RB")) or low[k] in role_lists().leading or low[k : k + 2] == ["co", "-"]
    ):
        return _said_by(scene, k, end)
    root = next((i for i in range(name.last - 1, name.first - 1, -1) if words.dep[i] in SUBJECTS), None)
    if root is None or not name.last < words.head[root] < end:
        return None
    v = words.head[root]
    while v - 1 > name.last and words.tag[v - 1].startswith(("VB", "RB", "MD")):
        v -= 1
    return _said_by(scene, v, end)


def who(scene: Scene, k: int) -> Found | None:
    """The role in a clause that follows another role: "a former adviser, who is now a fellow at …"."""
    low = scene.low
    k += low[k : k + 1] == [","]
    return _said_by(scene, k + 1, scene.end_of(k)) if low[k : k + 1] == ["who"] else None


def _appointed(scene: Scene, name: Placed) -> Found | None:
    """ "Orion Foods appointed Mia Holt chief financial officer", "elected him as its chairman"."""
    low, k = scene.low, name.last
    if low[name.first - 1] not in role_lists().appoints or scene.words.tag[name.first - 1] not in ("VBD", "VBN", "VBZ"):
        return None
    k += low[k : k + 1] == ["as"] or 2 * (low[k : k + 2] == ["to", "be"])
    found = phrase_from(scene, k) if k < scene.end_of(name.first) else None
    if found is None or found.plural:
        return None
    if found.affiliation is None and found.lead in ("", "its", "as", "the"):
        return replace(found, affiliation=_appointing(scene, name.first - 1))
    return found


def _appointing(scene: Scene, verb: int) -> str | None:
    """The body right before the verb: "Orion Foods appointed", "The union elected"."""
    begin = scene.begins[verb]
    one = scene.inside.get(verb - 1) if verb > begin else None
    if one is not None:
        return None if one.person else scene.said(one.first, one.last)
    if verb > begin and scene.big(verb - 1) and scene.words.tag[verb - 1].startswith("NNP"):
        return scene.said(scene.run_left(begin, verb - 1), verb)
    if verb - 2 >= begin and scene.low[verb - 1] in role_lists().bodies and scene.low[verb - 2] == "the":
        return scene.resolved(scene.low[verb - 1], verb - 1) or scene.low[verb - 1]
    return None


def _said_by(scene: Scene, k: int, end: int) -> Found | None:
    """What the verb that begins with word `k` makes of its subject."""
    known, low, tag = role_lists(), scene.low, scene.words.tag
    be = have = False
    while k < end and (tag[k] == "RB" or low[k] in BE or low[k] in HAVE or low[k] in known.unreal):
        if low[k] in known.unreal:
            return None
        be, have, k = be or low[k] in BE, have or low[k] in HAVE, k + 1
    if k >= end:
        return None
    if be and low[k] in known.appoints:
        k += 1
        k += low[k : k + 1] == ["as"] or 2 * (low[k : k + 2] == ["to", "be"])
        return _one(scene, k, end)
    if low[k] in known.becomes and (low[k] != "become" or have):
        return _one(scene, k + 1, end)
    if low[k] == "co" and low[k + 1 : k + 2] == ["-"] and low[k + 2 : k + 3] and f"co-{low[k + 2]}" in known.leading_named:
        return _led(scene, known.leading_named[f"co-{low[k + 2]}"], k, k + 3, named=True)
    if low[k] in known.leading:
        return _led(scene, known.leading[low[k]], k, k + 1, named=False)
    if low[k] in known.leading_named and tag[k].startswith("VB"):
        return _led(scene, known.leading_named[low[k]], k, k + 1, named=True)
    if be and (found := _one(scene, k, end)):
        return found
    for i in range(k, min(k + 6, end - 1)):
        if low[i] in CLOSES:
            break
        if low[i] == "as" and (low[i - 1] in known.serves or low[k] in known.follows):
            return _one(scene, i + 1, end)
    return None


def _one(scene: Scene, k: int, end: int) -> Found | None:
    found = phrase_from(scene, k) if k < end else None
    return found if found and not found.plural and found.last not in scene.people else None


def _led(scene: Scene, role: str, first: int, k: int, named: bool) -> Found | None:
    """The body that is led, as the affiliation of the role that the verb says."""
    low, end = scene.low, scene.end_of(first)
    det = k < end and (scene.words.tag[k] in ("DT", "PRP$") or low[k] == "the")
    k += det
    at = scene.named(k) if k < end else None
    if at is not None and k not in scene.people:
        if role == "leader" and low[first - 1] != "who":  # "Reyes led Brandt in the polls"
            return None
        if named and not (scene.is_body(k) or k not in scene.starts):
            return None
        if at < end and scene.words.tag[at].startswith("NN") and k + 3 > at:
            at = scene.chunk(at)  # "the Asia desk"
        return Found(role, scene.said(k, at), first, at)
    if named or not det:
        return None
    at = scene.chunk(k)
    if at == k:
        return None
    said = scene.said(k, at)
    return Found(role, scene.resolved(said, k) or said, first, at)
