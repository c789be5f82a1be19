"""What contract texts are made of: parts, conditions, placeholders."""
