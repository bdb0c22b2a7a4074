"""Why a block was kept or dropped, in words: what its features say for and against it, by what they are about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from transforms.extract.body.boosted_trees import Trees
from transforms.extract.body.group_features import Numbers


@dataclass(frozen=True)
class Subject:
    """What some features are about. `rule` names a removal for which it is a strong reason; `against` is said only of a block
    of which one of `signs` is true: the feature is at least so much. No signs: always.
    """

    rule: str
    features: str  # of their names, whole
    against: str
    for_it: str
    signs: tuple[tuple[str, float], ...] = ()


SUBJECTS = (
    Subject("named", "named", "its box is called as furniture is", "its box is not called as furniture is"),
    Subject(
        "headline",
        "title|title_part|heading|from_title",
        "it repeats the headline, or is set as one",
        "it stands as the text under a headline does",
        (("title", 0.3), ("title_part", 0.8), ("heading", 1)),
    ),
    Subject(
        "standfirst",
        "description|stated",
        "it is the page's description",
        "the page's own data has it in the article",
        (("description", 0.3),),
    ),
    Subject(
        "pull_quote",
        "pulled",
        "it is a quotation of the article set by itself once more",
        "it is no quotation set by itself once more",
        (("pulled", 1),),
    ),
    Subject(
        "repeated",
        "nth|times|again",
        "it is said elsewhere on the page",
        "it is said once",
        (("times", 2), ("again", 1)),
    ),
    Subject(
        "caption",
        r"pictures[-+]1|\w+_pictures|in_figure|in_figcaption|slanted",
        "it stands with a picture, or is set as a note is",
        "it is set as text is",
        (("pictures-1", 1), ("up1_pictures", 1), ("slanted", 0.5), ("in_figure", 1), ("in_figcaption", 1)),
    ),
    Subject(
        "link_list",
        r"links?|linked|link_share([-+]\d)?|links\d|\w+_links",
        "links fill it or its box",
        "few links are near it",
        (("link_share", 0.3), ("up1_links", 0.3), ("up2_links", 0.3)),
    ),
    Subject(
        "not_chosen",
        "kept|page_kept|kept_total|kept_prose",
        "the extractor left it out",
        "the extractor chose it",
    ),
    Subject(
        "other_kind",
        r"(prose_)?(like\d?|path)_\w+",
        "blocks of its kind are no article here",
        "blocks of its kind are article here",
    ),
    Subject(
        "other_box",
        r"(own|up\d)_\w+|climb\w*|down|depth|in_\w+|classes|same_up\+1|hidden",
        "it stands in another box than the article",
        "it stands in the article's box",
    ),
    Subject(
        "outside",
        r"from_first|to_last|before|after|place|size|around\d|kept[-+]\d|mean\d|(chars|heading|ends|kind)[-+]\d",
        "it stands at the article's edge or beyond, or among what was dropped",
        "it stands amid the article",
    ),
    Subject("label", ".*", "it reads as a label does, not as a sentence", "it reads as a sentence does"),
)
PULL_QUOTE = next(i for i, subject in enumerate(SUBJECTS) if subject.rule == "pull_quote")
SIGNS = tuple({name for subject in SUBJECTS for name, _ in subject.signs})
SAMPLE = 6  # every so many trees are asked for reasons: they say the same as all, in a fraction of the time
PLAIN = 7  # the first so many tell a reader what the block is, and name its removal when they weigh enough
ENOUGH = 0.25  # of what the strongest reason weighs


def subject_of(feature: str) -> int:
    """The number of the subject that a feature is about.

    >>> SUBJECTS[subject_of("up2_links")].rule
    'link_list'
    """
    return next(i for i, subject in enumerate(SUBJECTS) if re.fullmatch(subject.features, feature))


def weigh(trees: Trees, rows: Numbers) -> Numbers:
    """What each subject adds to the log odds of each row: [row, subject]."""
    return trees.shares(rows, _about(trees.names), every=SAMPLE)


@cache
def _about(names: tuple[str, ...]) -> Numbers:
    about = np.zeros((len(names), len(SUBJECTS)), np.float32)
    for i, name in enumerate(names):
        about[i, subject_of(name)] = 1
    return about


def rule_and_words(
    weights: Sequence[float], kept: bool, block: Mapping[str, float], most: int = 3
) -> tuple[str, tuple[str, ...]]:
    """The rule of a removal, and the reasons for the decision in words, the strongest first. `block`: its features."""
    order = sorted((i for i, w in enumerate(weights) if (w > 0) == kept and w != 0), key=weights.__getitem__, reverse=kept)
    if kept:
        return "", tuple(SUBJECTS[i].for_it for i in order[:most])
    order = [i for i in order if not SUBJECTS[i].signs or any(block[name] >= least for name, least in SUBJECTS[i].signs)]
    if block["pulled"]:  # it is one, whatever else weighed more
        order = [PULL_QUOTE, *(i for i in order if i != PULL_QUOTE)]
        return SUBJECTS[PULL_QUOTE].rule, tuple(SUBJECTS[i].against for i in order[:most])
    if not order:
        return SUBJECTS[-1].rule, ()
    plain = next((i for i in order if i < PLAIN and weights[i] <= ENOUGH * weights[order[0]]), order[0])
    return SUBJECTS[plain].rule, tuple(SUBJECTS[i].against for i in order[:most])
