"""Entry → Page: fetches pages, one request a host at a time. Bodies are written to a spool, and references are passed on."""
