"""Questions to the window; each asks the database a fixed number of times, whatever the number of pieces."""
