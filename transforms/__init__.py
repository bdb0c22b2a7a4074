"""The stages, in the order of the data's way: poll, settle, fetch, extract, clean, annotate, write."""

STAGES = ("poll", "settle", "fetch", "extract", "clean", "annotate", "write")
