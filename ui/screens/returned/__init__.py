"""The papers of a contract: what was sent, what came back, what was signed."""
