"""Pronouns and nouns that refer to a named entity."""
