"""Faults on real files and real processes: kills, power cuts, failing writes, damaged files."""
