"""Finds the roles that an article states for a person, with their affiliations and offsets."""
