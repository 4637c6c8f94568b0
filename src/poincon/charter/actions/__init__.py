"""What can be done with what the house promises."""
