"""Data for `dates.py`: names of months and zones in many languages, and the patterns of dates."""
