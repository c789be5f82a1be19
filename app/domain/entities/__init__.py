"""Declarations of every synchronised entity, by area; `schema.py` gathers them."""
