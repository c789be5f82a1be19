"""Item models over frozen rows; they know no SQL, and pages come from outside."""
