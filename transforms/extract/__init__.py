"""Page → Article: its text and metadata, and a trace of how they were chosen."""
