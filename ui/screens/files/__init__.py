"""The panel of a record's files."""
