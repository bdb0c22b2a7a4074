"""The installed spaCy pipelines. Neither they nor spaCy are loaded here, which takes a second and 200 MB."""

from importlib import metadata


def installed() -> list[str]:
    """Returns the names of the spaCy pipelines that are installed as packages, as spaCy's own registry has them."""
    return sorted({point.name for point in metadata.entry_points(group="spacy_models")})


def require_installed(name: str) -> None:
    """Raises ValueError, with the names of the installed pipelines, when there is no such pipeline."""
    # spaCy would also load a path, but in `made_with` a path would mean nothing on another machine
    if name not in installed():
        raise ValueError(f"no spaCy pipeline {name!r}; installed are: {', '.join(installed()) or 'none'}")


def fingerprint(name: str) -> str:
    """Returns `name-version` of a pipeline, for `made_with`. Raises ValueError when there is no such pipeline."""
    require_installed(name)
    points = metadata.entry_points(group="spacy_models", name=name)
    return f"{name}-{next((point.dist.version for point in points if point.dist), '0')}"
