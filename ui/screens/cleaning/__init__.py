"""The clean-up list: files that lack something, and how good everybody's files are."""
