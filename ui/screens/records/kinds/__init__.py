"""Descriptors: what the list and the form of each kind of record show, a file for an area."""
