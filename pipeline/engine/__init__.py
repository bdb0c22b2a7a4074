"""Where a Beam graph is run: in this process, in local workers, or on a job service."""
