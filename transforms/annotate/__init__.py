"""Annotates clean articles: language, entities, quotes, and the record that holds all of it."""
