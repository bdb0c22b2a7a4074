"""A small invented news site, served on loopback: two feeds, four page designs, and many of the errors found on the web."""
