"""One version of a contract text or of a library block: its editor, its paper, its history."""
