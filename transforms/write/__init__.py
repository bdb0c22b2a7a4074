"""Records → published files in one or more formats, under names that contain their hash."""
