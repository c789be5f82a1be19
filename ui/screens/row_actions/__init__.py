"""Lists in parts whose chosen row can be acted upon: the shape that several screens share."""
