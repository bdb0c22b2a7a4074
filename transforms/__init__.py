"""The stages, in the order in which data goes through them: poll, deduplicate, fetch, extract, clean, annotate, write."""

STAGES = ("poll", "deduplicate", "fetch", "extract", "clean", "annotate", "write")
