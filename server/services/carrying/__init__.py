"""Judges and carries out what operations mean beyond their own record."""
