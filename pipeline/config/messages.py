"""Turns validation errors of a config file into sentences that say what is allowed."""

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.config.yaml_io import Problem

Model = TypeVar("Model", bound=BaseModel)

TYPE_IN_WORDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list, such as [one, two]",
    "dict_type": "keys and values",
    "model_type": "keys and values",
}

BOUNDS = {
    "greater_than_equal": "at least",
    "less_than_equal": "at most",
    "greater_than": "more than",
    "less_than": "less than",
}


def validated(model: type[Model], row: dict[str, Any], file: str, problems: list[Problem]) -> Model | None:
    """The row as an instance of the model, or None when it has mistakes, which are added to `problems` under `file`."""
    try:
        return model.model_validate(row)
    except ValidationError as error:
        for mistake in error.errors(include_url=False):
            key = ".".join(str(part) for part in mistake["loc"])
            problems.append(Problem(file, key, _message(model, mistake)))
        return None


def _message(model: type[BaseModel], mistake: Any) -> str:
    kind, given, context = mistake["type"], mistake["input"], mistake.get("ctx", {})
    if kind == "extra_forbidden":
        keys = _keys(model, mistake["loc"][:-1])
        return f"is no key{_nearest(str(mistake['loc'][-1]), keys)}; the keys are: {', '.join(keys)}"
    if kind == "missing":
        return "is missing; add `url: https://…` of the feed" if mistake["loc"] == ("url",) else "is missing"
    if kind in TYPE_IN_WORDS:
        quote = "; put it in quotes, YAML reads it as yes or no" if isinstance(given, bool) and kind == "string_type" else ""
        return f"must be {TYPE_IN_WORDS[kind]}, not {shown(given)}{quote}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch" and mistake["loc"] == ("language",):
        return f"must be a language's code such as en or pt-BR, not {shown(given)}"
    if kind in BOUNDS:
        return f"must be {BOUNDS[kind]} {next(iter(context.values()))}, not {shown(given)}"
    if kind == "string_too_short":
        return "must not be empty"
    if kind == "literal_error":
        return f"must be {context['expected']}, not {shown(given)}"
    return f"{mistake['msg'][0].lower()}{mistake['msg'][1:]}, not {shown(given)}"


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    for part in location:
        if isinstance(part, int):
            break
        inner = model.model_fields[str(part)].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return sorted(model.model_fields)


def unknown_name(name: str, known: Mapping[str, Any] | list[str]) -> str:
    return f"no '{name}'{_nearest(name, known)}; there are: {', '.join(known)}"


def _nearest(name: str, known: Mapping[str, Any] | list[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) < 60 else text[:57] + "…"
