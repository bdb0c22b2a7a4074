"""Lines in capitals and Lines With A Capital At Each Word: there a capital says nothing."""

from transforms.annotate.words import Words

FIRST = 2  # paragraphs among which the article's own headline may be
FEWEST = 4  # words of a line that can be told for a headline
STOPS = frozenset([".", "!", "?", "”", '"', "’", "'"])


def quiet_words(words: Words) -> bytearray:
    """1 for each word of such a line. A text that is all capitals has none: there is nothing else to go by."""
    out = bytearray(len(words))
    if words.text.isupper():
        return out
    for n, (first, last) in enumerate(words.paragraphs):
        if last - first >= FEWEST and _is_headline(words, first, last, n < FIRST):
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
