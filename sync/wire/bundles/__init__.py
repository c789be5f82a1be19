"""The file that carries groups and answers where there is no network: its form, keys and seals."""
