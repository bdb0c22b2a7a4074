"""Finds turns of speech without quotation marks in transcripts and interviews: by labels, dashes, or questions."""
