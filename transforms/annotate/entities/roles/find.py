"""What an article says that somebody is: role and affiliation, each with its place.

A role is an office, an occupation or a function, in the words of the article without its article: "former deputy director".
It takes along what it is about ("professor of law", "vice president for public affairs") and stays one when two are
coordinated ("founder and chief executive"). A verb can say it: who "heads" a council is its "head". An affiliation is the
body, place or person that the role belongs to, in the words of the article; where those are "its" or "the group's", the full
name of what they mean if that is clear, else the words. A nation's or a party's adjective is neither; "R-Iowa" is "Iowa".
"Brandt of the Delta Institute" says no role, and is left out.
"""

from collections.abc import Sequence

from transforms.annotate.entities.clusters.group import Cluster, fullest
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.roles.bearers import Placed, Scene
from transforms.annotate.entities.roles.phrases import Found
from transforms.annotate.entities.roles.positions import ahead, all_beside, before, beside
from transforms.annotate.entities.roles.verbs import said_of, who
from transforms.annotate.words import Words
from transforms.records import Role


def find_roles(words: Words, clusters: Sequence[Cluster]) -> list[list[Role]]:
    """For each cluster its roles, in text order; one that is said again only where it stands first. People have roles."""
    kinds = [c.kind for c in clusters]
    names = sorted(Placed(n.first, n.last, kinds[k], k) for k, c in enumerate(clusters) for n in c.names)
    scene = Scene(words, names, lambda k: fullest(words, clusters[k]))
    found: list[list[Found]] = [[] for _ in clusters]
    joined: list[Placed] = []
    shared: Found | None = None
    for name in scene.names:
        if not name.person:
            continue
        follows = bool(joined) and _joins(scene, joined[-1], name)
        joined = [*joined, name] if follows else [name]
        title = before(scene, name)
        if title is not None:
            shared = title if title.plural else None
        elif not follows:
            shared = None
        one = title or shared
        after = [*beside(scene, name)]
        then = who(scene, after[-1].last) if after else None
        for role in (one, ahead(scene, name), *after, then, said_of(scene, name)):
            if role is not None:
                found[name.cluster].append(role)
        together = all_beside(scene, name, joined)
        if together is not None:
            for other in joined:
                found[other.cluster].append(together)
    return [_said_once(words, roles) for roles in found]


def _joins(scene: Scene, one: Placed, other: Placed) -> bool:
    """ "Hale and Crane", "Hale, Crane and Bell"."""
    between = scene.low[one.last : other.first]
    return between in (["and"], [","], [",", "and"], ["&"])


def _said_once(words: Words, roles: Sequence[Found]) -> list[Role]:
    out: dict[tuple[str, str | None], Role] = {}
    for one in sorted(roles, key=lambda r: (r.first, r.last)):
        key = folded(one.role), one.affiliation and folded(one.affiliation)
        if key in out or (one.affiliation is None and any(k[0] == key[0] for k in out)):
            continue
        out[key] = Role(one.role, one.affiliation, *words.place(one.first, one.last))
    return list(out.values())
