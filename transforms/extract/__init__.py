"""Page → Article: its text and metadata, and a trace of how they came about."""
