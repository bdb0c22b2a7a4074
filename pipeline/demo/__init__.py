"""A small news site of our own, served on loopback: two feeds, four page designs, and most of what goes wrong on the web."""
