"""Recognizes lines that speak to the reader about the paper and its services, by evidence that adds up."""
