"""The figures of the trade: exact, explained, and "not available" rather than wrong."""
