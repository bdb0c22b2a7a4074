"""Groups the mentions of names into entities, and decides the type of each entity and the gender of each person."""
