"""Finds the roles that an article states for people, with their affiliations and offsets.

A role is an office, an occupation or a function, in the words of the text without "the" or "a": "former deputy director". Its
subject is included ("professor of law", "vice president for public affairs"), and two coordinated roles are one ("founder and
chief executive"). A verb can state a role: a person who "heads" a council is its "head".

An affiliation is the body, place or person that the role belongs to, in the words of the text. For "its" or "the group's" it is
the full name of what they refer to, if that is clear, or else the words. The adjective of a nation or a party is in neither;
"R-Iowa" gives the affiliation "Iowa". "Brandt of the Delta Institute" states no role, and is left out.
"""

from collections.abc import Iterator, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.group import canonical_name
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.roles.appositions import role_with_name_after, roles_after, shared_role_after
from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.entities.roles.phrases import RolePhrase
from transforms.annotate.entities.roles.predicates import role_by_verb, role_in_who_clause
from transforms.annotate.entities.roles.titles import role_before
from transforms.annotate.words import Words
from transforms.records import Role

COORDINATORS = (["and"], [","], [",", "and"], ["&"])


def find_roles(words: Words, clusters: Sequence[Cluster]) -> list[list[Role]]:
    """Returns the roles of each cluster in text order; a repeated role only at its first place. Only people have roles."""
    kinds = [c.kind for c in clusters]
    names = sorted(ClusterName(n.first, n.last, kinds[k], k) for k, c in enumerate(clusters) for n in c.names)
    context = RoleContext(words, names, lambda k: canonical_name(words, clusters[k]))
    phrases: list[list[RolePhrase]] = [[] for _ in clusters]
    for people in _coordinated_people(context):
        shared_title: RolePhrase | None = None
        for n, person in enumerate(people, start=1):
            title = role_before(context, person)
            if title is not None:
                shared_title = title if title.plural else None
            phrases[person.cluster] += _roles_of(context, person, title or shared_title)
            shared = shared_role_after(context, people[:n])
            if shared is not None:
                for other in people[:n]:
                    phrases[other.cluster].append(shared)
    return [_without_repetitions(words, cluster_phrases) for cluster_phrases in phrases]


def _coordinated_people(context: RoleContext) -> Iterator[list[ClusterName]]:
    """Yields people's names in text order, in groups like "Hale and Crane" or "Hale, Crane and Bell", mostly single ones."""
    group: list[ClusterName] = []
    for name in context.names:
        if not name.is_person:
            continue
        if group and context.low[group[-1].last : name.first] not in COORDINATORS:
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _roles_of(context: RoleContext, person: ClusterName, title: RolePhrase | None) -> Iterator[RolePhrase]:
    """Yields the roles that the words around one name state."""
    after = list(roles_after(context, person))
    in_clause = role_in_who_clause(context, after[-1].last) if after else None
    by_verb = role_by_verb(context, person)
    for role in (title, role_with_name_after(context, person), *after, in_clause, by_verb):
        if role is not None:
            yield role


def _without_repetitions(words: Words, phrases: Sequence[RolePhrase]) -> list[Role]:
    """Returns the roles in text order without repetitions. A role without an affiliation repeats one with an affiliation."""
    out: dict[tuple[str, str | None], Role] = {}
    for phrase in sorted(phrases, key=lambda phrase: (phrase.first, phrase.last)):
        key = folded(phrase.role), phrase.affiliation and folded(phrase.affiliation)
        repeated = key in out or (phrase.affiliation is None and any(role == key[0] for role, _ in out))
        if not repeated:
            out[key] = Role(phrase.role, phrase.affiliation, *words.place(phrase.first, phrase.last))
    return list(out.values())
