"""Figures that the company sets for all classes of accounts or for each: their pages' shape."""
