"""Carries out what accepted operations mean beyond their own record."""
