"""Title, authors, dates and the like, each with the source that won."""
