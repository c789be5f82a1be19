"""Questions about contracts and the texts they are made of."""
