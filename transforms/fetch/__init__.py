"""Entry → Page: one host at a time, bodies to a spool, references on."""
