"""Template tags of prices."""
