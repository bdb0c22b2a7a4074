"""Why a line was cut by `reader_lines`, in words: what its numbers add to the two scores, summed up by subject."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from transforms.articles import Article
from transforms.clean.reader_lines.scores import lines_to_cut, measure, model
from transforms.evidence.boosted_trees import Numbers, Trees
from transforms.text import paragraphs

# Reason → pattern for the whole names of its numbers. The first that matches counts.
OF_A_LINE = {
    "it asks the reader for something": r"\w*asks?(_share)?|(has|share)_ask",
    "it addresses the reader": r"(has|share)_(you|reader)|questions|ends_question",
    "it is about a newsletter": r"(has|share)_mail",
    "it is about subscribing": r"(has|share)_pay",
    "it is about consent or privacy": r"(has|share)_consent",
    "it is about a poll or a quiz": r"(has|share)_vote",
    "it is about comments or tips": r"(has|share)_talk",
    "it is about support for the paper": r"(has|share)_give",
    "it is about a player or pictures": r"(has|share)_media|figure",
    "it is about an app or a channel": r"(has|share)_(app|social)",
    "it is about advertising": r"(has|share)_ads|money",
    "it is about rights": r"(has|share)_rights",
    "it is about the paper or its authors": r"(has|share)_(we|paper|author)",
    "it refers to other articles": r"(has|share)_(this_text|live)|article_link",
    "most of its words are of that kind": r"services|service_share|covered|(has|share)_(offer|control)",
    "it tells little of the article's subject": r"content_words|topical",
    "it tells and quotes nothing": r"quoted|opens_quoted|(has|share)_(said|past|he_she_they)",
    "its links lead to services": r"service_link|outside_link|linked|contacts",
    "the page sets it apart": r"emphasized|heading|item|blockquote|box|form|aside|dropped_\w+|known|like_\w+",
    "it reads like a label or a note": r".*",
}
OF_ITS_PLACE = {
    "the lines around it are of that kind": r"(second_)?(before|after)|nearest|run_\w+|likely_\w+|\w+_(before|after)",
    "": r".*",  # the line itself, for which the reasons above are given
}
MOST_REASONS = 3
LEAST_WEIGHT = 0.25  # of the log odds; less is no reason


def reasons_by_line(article: Article) -> dict[str, tuple[str, ...]]:
    """The reasons for each line of an article that is cut, the strongest first."""
    lines = [span.of(article.text) for span in paragraphs(article.text)]
    measured = measure(lines, article)
    if measured is None:
        return {}
    cut = lines_to_cut(lines, measured)
    of_line = _weights(model().line, measured.features[cut], OF_A_LINE)
    of_place = _weights(model().context, measured.context[cut], OF_ITS_PLACE)
    names, places = tuple(OF_A_LINE), tuple(OF_ITS_PLACE)
    found = {}
    for row, i in enumerate(cut):
        weights = [*zip(of_line[row].tolist(), names, strict=True), (float(of_place[row, 0]), places[0])]
        strong = sorted((pair for pair in weights if pair[0] >= LEAST_WEIGHT), reverse=True)
        found[lines[i]] = tuple(reason for _, reason in strong[:MOST_REASONS])
    return found


def _weights(trees: Trees, rows: Numbers, subjects: dict[str, str]) -> Numbers:
    """What each subject adds to the log odds of each row: [row, subject]."""
    return trees.contributions(rows, _matrix(trees.names, tuple(subjects.values())))


@cache
def _matrix(names: Sequence[str], patterns: Sequence[str]) -> Numbers:
    """Which number belongs to which subject: [number, subject]."""
    matrix = np.zeros((len(names), len(patterns)), np.float32)
    for i, name in enumerate(names):
        matrix[i, next(j for j, pattern in enumerate(patterns) if re.fullmatch(pattern, name))] = 1
    return matrix
