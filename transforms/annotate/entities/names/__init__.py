"""Names of people, places and organizations where they stand in the text."""
