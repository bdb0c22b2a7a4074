"""Bytes of a feed or sitemap → its items: charset, repair of broken XML, and one reader for each kind of feed."""
