"""Which names mean the same entity, and of what type it is."""
