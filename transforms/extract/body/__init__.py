"""Decides which blocks of a page are its article, and records the reasons."""
