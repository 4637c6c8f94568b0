"""The sandbox bank: hosted payment page, strong authentication, refusals, refunds and signed messages.

No money moves and no card number is ever kept. The protocol is described in `docs/sandbox-bank.md`.
"""
