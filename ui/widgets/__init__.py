"""Every control and block of the product: real, reachable by keyboard, named for screen readers."""
