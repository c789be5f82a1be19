"""Measurements of the real product; every figure is also a ratio to a floor of the same run."""
