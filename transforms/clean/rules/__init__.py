"""Rules that need thought, one file each: `find(article) -> Iterator[Span]`. The file's name is the registration."""
