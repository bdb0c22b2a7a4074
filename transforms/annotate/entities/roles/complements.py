"""What follows a role noun: "and chief executive", "for public affairs", "of the Delta Union"."""

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.entities.roles.bearers import HYPHENS, MARKS, NOMINAL, POLITE, Scene
from transforms.annotate.entities.roles.cores import core


def coordinated(scene: Scene, head: int) -> int:
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


def complement(scene: Scene, head: int, has: bool) -> tuple[int, str | None, int]:
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
        while n + 1 < end and n not in scene.starts and scene.big(n) and low[n] in known.titles | POLITE:
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
            if errand and low[name : name + 1] not in ([m] for m in MARKS):
                k = name
                continue
            at = chunk if lowered else n
            if has or (prep == "in" and not scene.is_body(at) and noun in known.elsewhere):
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
            follows = (
                chunk < end
                and low[chunk] in ("at", "of", "in")
                and scene.named(chunk + 1 + (low[chunk + 1 : chunk + 2] == ["the"]))
            )
            if follows and prep in ("of", "for"):
                k = chunk
                continue
            if has or prep in ("on", "from", "in") or low[chunk - 1] in ("time", "day", "year", "moment", "age"):
                break
            said = scene.said(n, chunk)
            return k, (scene.resolved(said, n) if low[q] == "the" else None) or said, chunk
        if prep in ("at", "with", "from", "to"):
            break
        k = chunk
    return k, None, k
