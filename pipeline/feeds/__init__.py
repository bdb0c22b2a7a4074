"""Feed files: finding, writing and checking feeds, and reporting how they do."""
