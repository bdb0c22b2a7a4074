"""Groups of the model's fine-grained tags and dependency labels that several mechanisms ask for."""

PROPER_NOUN_TAGS = ("NNP", "NNPS")
SUBJECT_DEPS = frozenset(["nsubj", "nsubjpass"])
