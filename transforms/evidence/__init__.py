"""What extraction and cleaning both judge lines by."""
