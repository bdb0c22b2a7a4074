"""The word lists of the entity annotator, and the YAML files they are read from."""
