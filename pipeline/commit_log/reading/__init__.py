"""Reads what commits have published: records, quotes and failures as rows, and whether the files are as they were written."""
