"""Corrects the spans of the model: cuts what is not part of the name, and extends them to the whole name."""
