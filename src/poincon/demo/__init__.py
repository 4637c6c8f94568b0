"""The demo: a believable shop for each house, made through the same actions that people use."""
