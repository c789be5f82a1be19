"""The paper beside the form: set, shown, printed, written as Word."""
