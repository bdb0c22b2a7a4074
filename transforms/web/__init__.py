"""HTTP requests to guarded addresses at the pace of each host. All requests of the pipeline are made here."""
