"""The publication date of a page: the statements by source, and the choice between them."""
