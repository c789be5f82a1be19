"""The papers besides contracts, one module each, and the parts they share."""
