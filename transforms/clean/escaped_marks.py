"""Restores brackets, braces and quotation marks that a CMS or an editor has escaped, with their places in the text."""

import re

# Escaped forms of each character: "&#91;", "&amp;#91;", "&lsqb;", "\\[", "［".
ESCAPED_FORMS = {
    "[": r"&(?:amp;)?(?:\#0{0,3}91|\#[xX]0{0,3}5[bB]|lsqb|lbrack);?+|\\\[|［",
    "]": r"&(?:amp;)?(?:\#0{0,3}93|\#[xX]0{0,3}5[dD]|rsqb|rbrack);?+|\\\]|］",
    "{": r"&(?:amp;)?(?:\#0{0,3}123|\#[xX]0{0,3}7[bB]|lcub|lbrace);?+",
    "}": r"&(?:amp;)?(?:\#0{0,3}125|\#[xX]0{0,3}7[dD]|rcub|rbrace);?+",
    "<": r"(?:(?<=\{)|(?<=123;))&(?:amp;)?lt;",
    ">": r"&(?:amp;)?gt;(?=\}|&\#125)",
    '"': r"\\[\"“”]|&amp;(?:quot|\#34|\#822[01]|\#8243);?+",
}
ESCAPED = re.compile("|".join(f"({pattern})" for pattern in ESCAPED_FORMS.values()))
SIGN = re.compile(r"[&\\［］]")  # each form begins with one of these
CHARACTERS = tuple(ESCAPED_FORMS)


def unescape_marks(text: str) -> tuple[str, list[int] | None]:
    r"""The text with the characters themselves, and the place in `text` for each of its places; None when none was escaped.

    >>> unescape_marks("a \\[b")
    ('a [b', [0, 1, 2, 4, 5])
    >>> unescape_marks("a [b")
    ('a [b', None)
    """
    if "&" not in text and "\\" not in text and "［" not in text:
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for sign in SIGN.finditer(text):  # by far faster than to try all forms at all places
        match = ESCAPED.match(text, sign.start()) if sign.start() >= at else None
        if not match:
            continue
        assert match.lastindex
        pieces += [text[at : match.start()], CHARACTERS[match.lastindex - 1]]
        places += [*range(at, match.start()), match.start()]
        at = match.end()
    if not at:
        return text, None
    return "".join([*pieces, text[at:]]), [*places, *range(at, len(text) + 1)]
