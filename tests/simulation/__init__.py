"""Whole devices and the whole server in one process, on a virtual clock, with faults from a seed."""
