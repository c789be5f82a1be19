"""Papers as Word files: the same words as the PDF, for the other side to edit."""
