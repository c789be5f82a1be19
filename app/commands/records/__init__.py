"""Commands on records of any kind, by the rules of the schema and of their kind."""
