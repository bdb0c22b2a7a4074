"""Finds names of bodies: by the noun at their end, and by the role and person after them."""
