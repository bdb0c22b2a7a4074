"""Title, authors, dates and other metadata of a page, with the statements that they were chosen from."""
