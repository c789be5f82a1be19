"""The same round in files that people carry."""
