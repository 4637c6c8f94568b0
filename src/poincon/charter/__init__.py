"""What the house promises: values, wording, floors, and who keeps each of them."""
