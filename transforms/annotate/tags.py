"""Groups of the model's tags and dependency labels, and of tokens, that several mechanisms ask for."""

PROPER_NOUN_TAGS = ("NNP", "NNPS")
SUBJECT_DEPS = frozenset(["nsubj", "nsubjpass"])
POSSESSIVE_MARKS = frozenset(["'s", "’s", "'", "’"])
