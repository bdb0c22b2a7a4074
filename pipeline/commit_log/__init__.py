"""The commit log of an output folder: publishing commits, the state computed from them, and reading what they name."""
