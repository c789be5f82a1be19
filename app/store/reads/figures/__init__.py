"""Grouped sums behind the figures."""
