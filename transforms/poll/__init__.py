"""Feed → entries: downloads and parses the feed, gives its entries their ids, and decides when it is polled again."""
