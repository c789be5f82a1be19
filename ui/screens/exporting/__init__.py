"""Writing any list into a file: what goes out is asked, noted and told."""
