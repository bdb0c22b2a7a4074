"""Makes the table of well-known entities with Wikidata ids, from files of packages and `known.yaml`."""
