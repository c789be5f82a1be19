"""The list of contract texts in all their versions, and the clause library."""
