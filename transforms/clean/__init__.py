"""Article → CleanArticle: rules mark spans that are not part of the article, and `cut.py` alone removes them."""
