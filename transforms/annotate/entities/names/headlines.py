"""Headlines: lines in capitals, and lines with a capital at each word. There a capital does not show a name."""

from transforms.annotate.words import Words

TOP = 2  # paragraphs; the article's own headline may be one of the first
FEWEST = 4  # tokens; a shorter line cannot be told from a name
STOPS = frozenset([".", "!", "?", "”", '"', "’", "'"])


def headline_tokens(words: Words) -> bytearray:
    """For each token 1 if it stands in a headline, else 0. All 0 for a text that is all capitals: nothing else helps there."""
    out = bytearray(len(words))
    if words.text.isupper():
        return out
    for n, (first, last) in enumerate(words.paragraphs):
        if last - first >= FEWEST and _is_headline(words, first, last, n < TOP):
            out[first:last] = b"\1" * (last - first)
    return out


def _is_headline(words: Words, first: int, last: int, on_top: bool) -> bool:
    forms = words.form[first:last]
    if words.text[words.start[first] : words.end[last - 1]].isupper():
        return True
    if forms[-1] in STOPS or forms[-1].endswith("."):
        return False
    long = [form for form in forms if len(form) > 4 and form.isalpha()]
    if len(long) < FEWEST or not all(form[0].isupper() for form in long):
        return False
    if on_top:  # a line of names ("Ana Brandt, Tom Reyes, Leo Vogt") has commas
        return forms.count(",") < 2
    return sum(tag in ("NN", "NNS", "JJ") or tag[:2] == "VB" for tag in words.tag[first:last]) >= 2
