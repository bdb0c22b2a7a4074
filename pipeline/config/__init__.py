"""A folder of YAML files, checked and turned into a `Config`."""
