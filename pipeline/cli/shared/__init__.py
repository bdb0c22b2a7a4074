"""What several commands share: options, streams, tables, views of articles."""
