"""The guarded, polite way out: every packet that leaves goes through here."""
