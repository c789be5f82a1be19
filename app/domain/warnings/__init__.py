"""The early-warning rules: what each looks at, how bad it is, and what becomes of a warning."""
