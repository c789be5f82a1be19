"""Commands on contracts and the texts they are made of, from the first draft to the archive."""
