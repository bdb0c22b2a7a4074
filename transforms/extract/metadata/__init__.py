"""Title, authors, dates and the like, each with the sources that it was chosen from."""
