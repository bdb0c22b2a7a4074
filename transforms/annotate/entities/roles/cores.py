"""The noun that a role is: its first and last word."""

from transforms.annotate.entities.lexicon.role_words import role_lists
from transforms.annotate.entities.roles.bearers import ABBREVIATED, HYPHENS, Scene

SUFFIXES = frozenset(["elect", "emeritus", "emerita", "designate"])


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
    phrase = known.phrases.longest_ending_at(low, i + 1)
    if phrase:
        return phrase.first
    if low[i] in known.nouns:
        return first
    return i if low[i] in known.titles and scene.big(i) else None


def is_plural(scene: Scene, i: int) -> bool:
    known = role_lists()
    if scene.shortens(i):
        i -= 1
    return known.nouns.get(scene.low[i], scene.low[i]) != scene.low[i] or scene.low[i] in ABBREVIATED
