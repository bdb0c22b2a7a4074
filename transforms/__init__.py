"""The stages, in the order in which data passes through them, and what several of them share."""

STAGES = ("poll", "deduplicate", "fetch", "extract", "clean", "annotate", "write")
