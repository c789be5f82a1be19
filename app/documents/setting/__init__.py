"""The page engine: from runs of text to lines, blocks, sheets and one file."""
