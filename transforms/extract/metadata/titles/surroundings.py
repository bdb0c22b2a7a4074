"""What of a title is only around it, by comparison with other titles: what is behind it, names beside it, a missing end."""

import re
from collections.abc import Iterable, Sequence

from transforms.text import name_key

MAX_AROUND = 3  # times as long as the title alone: a page's title with a name and a section around it
AROUND_TITLE = re.compile(r"^[|–—·•»›«_/-]|[|–—·•»›«_/-]$")
# What some sites put behind the headline: the host that it links to, a number of points or comments.
BEHIND = re.compile(r"""(?xi)
    (?: \s? \( \s? [\w.-]{1,60} \. [a-z]{2,10} \s? \) )?
    (?: \s? [(\[]? \d{1,6} [)\]]? (?: \s (?: comments? | replies | points | votes | likes | shares | kommentare? | commentaires?
      | comentarios? | commenti | reacties ) )? )? $
""")


def without_what_is_behind(text: str, keys: Sequence[str]) -> str:
    """The text without a host and numbers at its end, if another source has the rest as the whole title."""
    behind = BEHIND.search(text)
    rest = text[: behind.start()] if behind else ""
    return rest if rest and name_key(text) not in keys and name_key(rest) in keys else text


def completed(title: str, others: Iterable[str]) -> str:
    """The title; if it is truncated ("The mill opens…"), the first of `others` that completes it, if there is one."""
    beginning = title.removesuffix("…").removesuffix("...").strip()
    if beginning != title and beginning:
        return next((other for other in others if other.startswith(beginning) and not other.endswith(("…", "..."))), title)
    return title


def without_surroundings(title: str, alone: Iterable[str]) -> str:
    """The first of `alone` that is the beginning or the end of the title, else the title.

    `alone`: titles of the feed and of <h2>s. What stands beside them in the title is a name of the site that is not known here.
    """
    for text in alone:
        if len(text) * MAX_AROUND >= len(title):
            for rest in (title.removeprefix(text), title.removesuffix(text)):
                if rest != title and AROUND_TITLE.search(rest.strip()):
                    return text
    return title
