"""Tells waiting devices that something is new."""
