"""Finds reported speech without quotation marks, or with marks around a part of it."""
