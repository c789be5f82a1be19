"""What each printed paper says, as plain values: queries fill them, documents set them."""
