"""The form of a contract as it is drawn, with its tables and its checks."""
