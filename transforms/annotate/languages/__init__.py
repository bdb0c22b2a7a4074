"""Detects the language of a text, and translates the parses of other languages into what the components know: English."""
