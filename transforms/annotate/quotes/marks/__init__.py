"""Pairs the quotation marks of each paragraph and finds the stretches between them."""
