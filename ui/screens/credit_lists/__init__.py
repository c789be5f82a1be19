"""Lists of accounts for their credit: watch values, what is not graded, good and bad customers."""
