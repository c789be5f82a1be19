"""What one request carries out and one answer brings in: groups, results, rows."""
