"""Finds the verbs of saying of a parse, with their subjects and complements, and the words of the reporter within quotes."""
