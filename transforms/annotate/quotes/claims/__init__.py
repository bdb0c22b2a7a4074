"""Decides what stands between quotation marks (direct speech, a fragment, or no quote) and which cue introduces it."""
