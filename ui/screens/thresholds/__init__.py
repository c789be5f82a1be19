"""Thresholds of the warning rules: what they are, what the company made of them, who did."""
