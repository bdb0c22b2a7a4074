"""Counts in commits: per pass, per feed in a pass, and per feed over the last two weeks."""
