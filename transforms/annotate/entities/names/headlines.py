"""Finds headlines: lines in capitals, and lines with a capital at each word. In them a capital does not show a name."""

from transforms.annotate.words import Words

TOP = 2  # first paragraphs, one of which may be the headline of the article
MIN_TOKENS = 4  # a shorter line cannot be distinguished from a name; also the fewest long words of a headline
STOPS = frozenset([".", "!", "?", "”", '"', "’", "'"])


def headline_tokens(words: Words) -> bytearray:
    """Returns, for each token, 1 if it is in a headline, else 0.

    In a text that is all capitals no line counts as a headline.
    """
    out = bytearray(len(words))
    if words.text.isupper():
        return out
    for n, (first, last) in enumerate(words.paragraphs):
        if last - first >= MIN_TOKENS and _is_headline(words, first, last, n < TOP):
            out[first:last] = b"\1" * (last - first)
    return out


def _is_headline(words: Words, first: int, last: int, on_top: bool) -> bool:
    """Whether a line is a headline.

    `on_top`: it is one of the first paragraphs; any other line with a capital at each word must have common nouns or verbs.
    """
    forms = words.form[first:last]
    if words.text[words.start[first] : words.end[last - 1]].isupper():
        return True
    if forms[-1] in STOPS or forms[-1].endswith("."):
        return False
    long_words = [form for form in forms if len(form) > 4 and form.isalpha()]
    if len(long_words) < MIN_TOKENS or not all(form[0].isupper() for form in long_words):
        return False
    if on_top:  # a list of names ("Ana Brandt, Tom Reyes, Leo Vogt") has commas
        return forms.count(",") < 2
    return sum(tag in ("NN", "NNS", "JJ") or tag[:2] == "VB" for tag in words.tag[first:last]) >= 2
