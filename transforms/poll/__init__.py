"""Feed → Entry: read the feed, name its entries, say when it is due again."""
