"""The way of a foreign table into the book: file, columns, words, check, result."""
