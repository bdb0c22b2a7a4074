"""Weighs what shows the type of an entity: the contexts of its names, and the names themselves."""
