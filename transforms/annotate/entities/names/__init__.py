"""Finds the mentions of names in a text, each with its tokens and a first guess of its entity type."""
