"""Questions around imports and exports."""
