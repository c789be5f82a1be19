"""Who may come in: people, passwords, devices, tokens."""
