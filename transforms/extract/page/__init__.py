"""Bytes of a page → one tree; the lines of a tree, and what selectors select in it."""
