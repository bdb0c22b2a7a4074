"""Which blocks of a page are its article, and why."""
