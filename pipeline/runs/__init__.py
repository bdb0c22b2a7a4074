"""A run: polling the feeds that are due, then passes that make records, and the summary of both."""
