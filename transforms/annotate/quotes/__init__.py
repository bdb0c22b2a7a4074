"""Finds the quotes of a text, their speakers and addressees."""
