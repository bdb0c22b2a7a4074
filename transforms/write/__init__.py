"""Record → files: JSON lines and Parquet, under names that hold their hash."""
