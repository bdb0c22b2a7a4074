"""One page or one text at a time, outside a run."""
