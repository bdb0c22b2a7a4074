"""Making records again from archived pages."""
