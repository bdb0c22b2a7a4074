"""Finds the end of a quote whose closing mark is missing: “We won, said Ana Brandt."""

import re
from functools import cache

from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.text import Span

NAMED = r"(?:he|she|they|the\s\w+|(?:[A-Z][\w’'.-]*\s){0,4}[A-Z][\w’'-]+)"
FULL_NAME = r"(?:(?:[A-Z][\w’'.-]*\s){1,4}[A-Z][\w’'-]+)"  # two words at least


@cache
def _comma_before_cue() -> re.Pattern[str]:
    """Returns the pattern of a comma before the reporter's words.

    These words must end the paragraph or contain a full name, because a speaker may also report what others said:
    “He came in, said hello, and left.
    """
    verb = rf"(?:{'|'.join(sorted(reporting_verbs().unclosed))})"
    return re.compile(
        rf"""(?x)
        , (?= \s (?:
            (?: {verb} \s {NAMED} | {NAMED} \s {verb} ) [.\s]* $        # , said the mayor.
          | {verb} \s {FULL_NAME} (?: [.,] | \s (?:on|in|at|of) \s )  # , said Ana Brandt, the mayor of
        ) )
        """
    )


def end_without_mark(text: str, quote: Span) -> int | None:
    """Returns the offset where the speaker's words end: after the comma before `said Ana Brandt`. None without such a comma.

    >>> end_without_mark("“We won, said Ana Brandt.", Span(1, 25))
    8
    """
    comma = _comma_before_cue().search(quote.of(text))
    return quote.start + comma.start() + 1 if comma else None
