"""Whole devices and the server in one process, on a virtual clock, with faults from a seed."""
