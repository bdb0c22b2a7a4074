"""The authors of a page: author lines by source, the names in them, and the choice between sources."""
