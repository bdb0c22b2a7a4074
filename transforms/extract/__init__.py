"""Page → Article: the body, and who, when and where of it."""
