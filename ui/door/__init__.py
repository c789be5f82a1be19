"""Profiles of this machine, and the server that lets a device in."""
