"""What stands between quotation marks: direct speech, a fragment, or no quote; and the cue that claims it."""
