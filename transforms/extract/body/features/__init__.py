"""Blocks → numbers: what the trees of the keep/drop decision are asked about."""
