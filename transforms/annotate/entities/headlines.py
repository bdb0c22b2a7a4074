"""Lines in capitals and Lines With A Capital At Each Word: there a capital says nothing."""

from transforms.annotate.words import Words

FEWEST = 4  # words of a line that can be told for a headline
STOPS = frozenset([".", "!", "?", "”", '"', "’", "'"])


def quiet_words(words: Words) -> bytearray:
    """1 for each word of such a line. A text that is all capitals has none: there is nothing else to go by."""
    out = bytearray(len(words))
    if words.text.isupper():
        return out
    for first, last in words.paragraphs:
        if last - first >= FEWEST and _is_headline(words, first, last):
            out[first:last] = b"\1" * (last - first)
    return out


def _is_headline(words: Words, first: int, last: int) -> bool:
    if words.text[words.start[first] : words.end[last - 1]].isupper():
        return True
    if words.form[last - 1] in STOPS or words.form[last - 1].endswith("."):
        return False
    long = [form for form in words.form[first:last] if len(form) > 3 and form.isalpha()]
    # a line of names only ("Ana Brandt, Tom Reyes") has no word that is none; a headline has verbs and nouns
    common = [
        form
        for form, tag in zip(words.form[first:last], words.tag[first:last], strict=True)
        if tag[:2] in ("VB", "NN", "JJ") and tag not in ("NNP", "NNPS")
    ]
    return len(long) >= FEWEST and len(common) >= 2 and all(form[0].isupper() for form in long)
