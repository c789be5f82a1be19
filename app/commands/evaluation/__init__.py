"""Commands on the evaluation of dealers and the schemes it goes by."""
