"""Work on pages in a process of its own, which a page may end without ending the pass."""
