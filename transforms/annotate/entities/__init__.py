"""Who is who: one entity for each name, with all its mentions."""
