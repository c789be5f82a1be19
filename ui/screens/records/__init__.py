"""Lists and forms of the records of any kind, described by small files in `kinds`."""
