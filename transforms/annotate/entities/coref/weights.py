"""Loads the weights of `salience.yaml`."""

from dataclasses import dataclass
from functools import cache

from transforms.annotate.package_yaml import read_package_yaml


@dataclass(frozen=True)
class SalienceWeights:
    """What each property of a candidate adds to its salience; `salience.yaml` explains each property and has its weight."""

    main_subject: float
    subject: float
    possessor: float
    person_between: float
    sentence_between: float
    paragraph_between: float
    known_gender: float
    pronoun_chain: float
    topic_share: float
    first_paragraph: float
    same_quote: float
    other_quote: float
    unnamed: float
    parenthetical: float
    named_in_own_quote: float
    named_below: float
    reporting_subject: float
    doubtful_name: float
    floor_of_speech: float
    topic_of_speech: float
    own_subject: float
    same_surname: float
    unknown_full_name: float
    unknown_with_floor: float
    following_subject: float
    least: float


@cache
def salience_weights() -> SalienceWeights:
    """Returns the weights that ship with the package, read once in a process."""
    data = read_package_yaml(__package__, "salience.yaml")
    return SalienceWeights(**{name: float(row["weight"]) for name, row in data.items()})
