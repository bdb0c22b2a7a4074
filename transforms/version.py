"""The version of this package, written once: the build, the command line, the records and the archive read it here."""

VERSION = "0.1.0"
