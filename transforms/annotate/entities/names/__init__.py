"""Mentions of names in a text, each with its tokens and the entity type that it seems to have."""
