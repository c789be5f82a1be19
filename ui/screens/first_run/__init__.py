"""Setting this machine up: sign in, bind it, set a passphrase, download the book."""
