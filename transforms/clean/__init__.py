"""Article → CleanArticle: rules point at what is not article, one place cuts, every cut is kept with its rule."""
