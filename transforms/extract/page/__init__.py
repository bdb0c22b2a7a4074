"""Bytes of a page → one tree, and the tree as lines and by selectors."""
