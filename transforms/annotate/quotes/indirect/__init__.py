"""Reported speech without quotation marks, or with only some."""
