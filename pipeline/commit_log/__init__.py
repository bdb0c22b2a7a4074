"""The commit log of an output folder: what is published, the state that it adds up to, and how it is read."""
