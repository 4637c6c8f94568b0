"""What the checkout conducts: telling, placing, settling, and ending an order before hand-over."""
