"""Gives well-known entities their Wikidata ids, from a table that ships with the package."""
