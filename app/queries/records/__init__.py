"""Questions about records of any kind: lists, forms, files, who wrote what."""
