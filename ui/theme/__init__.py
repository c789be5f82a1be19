"""Colours, type, icons and the style sheet: how everything looks, decided in one place."""
