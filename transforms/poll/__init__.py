"""Feed → entries: requests and parses the feed, computes the ids of its entries, and decides when it is polled again."""
