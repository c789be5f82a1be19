"""Signatures on finished papers: drawn, sealed, with a certificate."""
