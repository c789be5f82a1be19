"""Papers: contracts and letters as PDF bytes, the same bytes for the same values."""
