"""The reasons for keeping or dropping a block, in words, by what the features of each subject add to its score."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from transforms.evidence.boosted_trees import Numbers, Trees


@dataclass(frozen=True)
class Subject:
    """A group of features that mean the same to a reader.

    `rule`: the removal's rule when this is its strongest reason. `features`: a pattern for their whole names. `against`,
    `in_favour`: the reason in words for dropping and for keeping. `signs`: features and their least values; `against` is a
    reason only for a block that has one of them. No signs: for every block.
    """

    rule: str
    features: str
    against: str
    in_favour: str
    signs: tuple[tuple[str, float], ...] = ()

    def may_be_against(self, block: Mapping[str, float]) -> bool:
        """Whether a block with these features may be dropped for this reason."""
        return not self.signs or any(block[name] >= least for name, least in self.signs)


SUBJECTS = (
    Subject("named", "named", "its box has the name of furniture", "its box has no furniture name"),
    Subject(
        "headline",
        "title|title_part|heading|from_title",
        "it repeats the headline, or is a heading",
        "it is placed like text under a headline",
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
        "it repeats a quotation of the article, set apart",
        "it repeats no quotation of the article",
        (("pulled", 1),),
    ),
    Subject(
        "repeated",
        "nth|times|again",
        "its words are on the page more than once",
        "its words are on the page once",
        (("times", 2), ("again", 1)),
    ),
    Subject(
        "caption",
        r"pictures[-+]1|\w+_pictures|in_figure|in_figcaption|slanted",
        "it is next to a picture, or is set in italics like a note",
        "it is set like running text",
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
        "similar blocks on the page are not article",
        "similar blocks on the page are article",
    ),
    Subject(
        "other_box",
        r"(own|up\d)_\w+|climb\w*|down|depth|in_\w+|classes|same_up\+1|hidden",
        "it is in another box than the article",
        "it is in the article's box",
    ),
    Subject(
        "outside",
        r"from_first|to_last|before|after|place|size|around\d|kept[-+]\d|mean\d|(chars|heading|ends|kind)[-+]\d",
        "it is at the article's edge or beyond, or among blocks that were dropped",
        "it is inside the article",
    ),
    Subject("label", ".*", "it reads like a label, not like a sentence", "it reads like a sentence"),
)
PULL_QUOTE = next(i for i, subject in enumerate(SUBJECTS) if subject.rule == "pull_quote")
SIGNS = tuple({name: None for subject in SUBJECTS for name, _ in subject.signs})
"""The features of a block that `rule_and_reasons` needs."""
TREE_STEP = 6  # only each sixth tree is read for the reasons, which gives the same ones in a fraction of the time
DESCRIPTIVE = 7  # number of the first subjects that say what the block is; one may name the removal without being the strongest
NAMING_SHARE = 0.25  # of the weight of the strongest subject; a descriptive subject with as much names the removal
MOST_REASONS = 3


def subject_of(feature: str) -> int:
    """The number of the subject that a feature belongs to.

    >>> SUBJECTS[subject_of("up2_links")].rule
    'link_list'
    """
    return next(i for i, subject in enumerate(SUBJECTS) if re.fullmatch(subject.features, feature))


def subject_weights(trees: Trees, rows: Numbers) -> Numbers:
    """What each subject adds to the log odds of each row: [row, subject]."""
    return trees.contributions(rows, _subject_matrix(trees.names), tree_step=TREE_STEP)


@cache
def _subject_matrix(names: tuple[str, ...]) -> Numbers:
    matrix = np.zeros((len(names), len(SUBJECTS)), np.float32)
    for i, name in enumerate(names):
        matrix[i, subject_of(name)] = 1
    return matrix


def rule_and_reasons(weights: Sequence[float], kept: bool, block: Mapping[str, float]) -> tuple[str, tuple[str, ...]]:
    """The rule of a block's removal ("" if it is kept), and the reasons for the decision in words, the strongest first.

    `weights`: by subject, what it adds to the log odds. `block`: its features, those of `SIGNS` at least.
    """
    if kept:
        return "", tuple(SUBJECTS[i].in_favour for i in _by_strength(weights, sign=1)[:MOST_REASONS])
    order = [i for i in _by_strength(weights, sign=-1) if SUBJECTS[i].may_be_against(block)]
    if block["pulled"]:  # a pull quote is called that even when other reasons are stronger
        order = [PULL_QUOTE, *(i for i in order if i != PULL_QUOTE)]
        naming = PULL_QUOTE
    elif order:
        naming = _naming_subject(order, weights)
    else:
        naming = len(SUBJECTS) - 1
    return SUBJECTS[naming].rule, tuple(SUBJECTS[i].against for i in order[:MOST_REASONS])


def _by_strength(weights: Sequence[float], sign: int) -> list[int]:
    """The subjects with weights of this sign, the strongest first."""
    return sorted((i for i, weight in enumerate(weights) if weight * sign > 0), key=weights.__getitem__, reverse=sign > 0)


def _naming_subject(order: Sequence[int], weights: Sequence[float]) -> int:
    """The number of the subject that names the removal: the first descriptive one that is strong enough, else the strongest."""
    strongest = weights[order[0]]
    return next((i for i in order if i < DESCRIPTIVE and weights[i] <= NAMING_SHARE * strongest), order[0])
