"""The annexes of a contract: files that are part of it and are sealed by its fingerprint."""
