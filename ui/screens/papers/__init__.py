"""The page on which a paper is looked at, printed and saved."""
