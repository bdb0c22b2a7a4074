"""What an article says that somebody is: role and affiliation, each with its place."""

from collections.abc import Sequence

from transforms.annotate.entities.group import Cluster
from transforms.annotate.words import Words
from transforms.records import Role


def find_roles(words: Words, clusters: Sequence[Cluster]) -> list[list[Role]]:
    """For each cluster its roles, in text order."""
    return [[] for _ in clusters]
