"""The score sheet of a dealer: criteria, gate, evidence, trend."""
