"""Questions about the evaluation of dealers and its schemes."""
