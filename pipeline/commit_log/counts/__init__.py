"""What commits count: of a pass, of each feed in it, and of each feed over the last days."""
