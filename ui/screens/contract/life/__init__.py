"""What becomes of a contract once its paper is signed."""
