"""Who said what: marks, cues, speakers."""
