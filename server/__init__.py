"""The central server. Stands on the wire schema and the domain rules only."""
