"""Bytes of a page to one tidy tree, and the tree read as lines and by selectors."""
