"""Finds direct speech in languages without a spaCy pipeline: by quotation marks, verbs of saying, and the shape of names."""
