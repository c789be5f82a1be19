"""The rules of credit: limits, terms, the order check, debts, blacklisting."""
