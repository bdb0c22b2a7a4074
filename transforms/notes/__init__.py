"""Finds the notes in which a newsroom says that it has corrected, clarified or updated an article. They stay in the text."""
