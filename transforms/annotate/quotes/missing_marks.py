"""Where a quote ends whose closing mark is missing: “We won, said Ana Brandt."""

import re

from transforms.text import Span

SAYS = r"(?:said|says|added|adds|explained|replied)"
WHO = r"(?:he|she|they|the\s\w+|(?:[A-Z][\w’'.-]*\s){0,4}[A-Z][\w’'-]+)"
FULL = r"(?:(?:[A-Z][\w’'.-]*\s){1,4}[A-Z][\w’'-]+)"  # two words at least
# The comma before the reporter's words, which end the paragraph, or name someone in full: who is quoted may also tell what
# others said (“He came in, said hello, and left.).
TOLD = re.compile(
    rf"""(?x)
    , (?= \s (?:
        (?: {SAYS} \s {WHO} | {WHO} \s {SAYS} ) [.\s]* $     # , said the mayor.
      | {SAYS} \s {FULL} (?: [.,] | \s (?:on|in|at|of) \s )  # , said Ana Brandt, the mayor of
    ) )
    """
)


def end_without_mark(text: str, quote: Span) -> int | None:
    """Where the speaker's words end in a quote that nothing closes: after the comma before `said Ana Brandt`. None elsewhere.

    >>> end_without_mark("“We won, said Ana Brandt.", Span(1, 25))
    8
    """
    found = TOLD.search(quote.of(text))
    return quote.start + found.start() + 1 if found else None
