"""What differs between two records of one article."""
