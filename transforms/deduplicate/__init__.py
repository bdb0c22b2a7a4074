"""Deduplicates twice: entries before the fetch, so that only new ones go on, and articles of one page after cleaning."""
