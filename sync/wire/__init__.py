"""The wire schema, owned here and imported by the server: messages and their bytes."""
