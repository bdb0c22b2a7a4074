"""Resolves nouns that refer to a named entity: "the mayor"."""
