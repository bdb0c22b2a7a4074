"""Repeated runs: lines for cron, units for systemd, and the interval of `--every`."""
