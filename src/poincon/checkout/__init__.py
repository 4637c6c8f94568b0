"""From the cart to the hand-over: places, settles, cancels and lets lapse."""
