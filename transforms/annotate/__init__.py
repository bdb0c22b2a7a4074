"""CleanArticle → Record: language, quotes, entities."""
