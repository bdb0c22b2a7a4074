"""The word lists and well-known names of the entity annotator, and the YAML files that they are read from."""
