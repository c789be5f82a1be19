"""HTTP in, HTTP out: decode, call one service, encode."""
