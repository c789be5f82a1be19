"""Finds by digests where this device and the server differ."""
