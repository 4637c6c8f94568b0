"""The pages that say how this house sells: terms, delivery, payment, privacy and what stands beside them."""
