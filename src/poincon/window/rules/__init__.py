"""Pure decisions of the window: how words are compared, what a piece is filtered by, what its card says."""
