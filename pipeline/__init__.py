"""The assembly: configs, graphs, runs, commit log, command line."""
