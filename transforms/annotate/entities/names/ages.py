"""Recognizes ages after names: "Ana Brandt, 44, said"."""

from transforms.annotate.words import Words

AGES = range(10, 110)  # years; other numbers after a name are scores, days and house numbers


def age_follows(words: Words, last: int) -> bool:
    """Whether a comma and an age follow the name that ends before token `last`."""
    if last + 1 >= len(words) or words.form[last] != ",":
        return False
    number = words.form[last + 1]
    return number.isdecimal() and int(number) in AGES
