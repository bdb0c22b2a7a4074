"""Groups of the model's tags, of its dependency labels and of tokens that several modules use."""

PROPER_NOUN_TAGS = ("NNP", "NNPS")
SUBJECT_DEPS = frozenset(["nsubj", "nsubjpass"])
POSSESSIVE_MARKS = frozenset(["'s", "’s", "'", "’"])
