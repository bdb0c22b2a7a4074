"""Entry → Entry not settled yet: one entry for all feeds that list it, less those that are done or wait already."""
