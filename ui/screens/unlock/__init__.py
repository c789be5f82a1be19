"""Opening the book that is on this machine, with its passphrase and without any network."""
