"""Commands on what comes from and goes to other programs: imports, exports, letters."""
