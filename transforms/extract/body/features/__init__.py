"""Blocks → numbers: the features that the trees of the decision read."""
