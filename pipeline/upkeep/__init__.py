"""Upkeep of an output folder: compacting, removing old files, deleting articles."""
