"""Evaluation schemes: which there are, a new version of one, and who approved it."""
