"""Resolves pronouns and nouns that refer to a named entity."""
