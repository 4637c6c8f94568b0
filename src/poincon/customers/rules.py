"""Pure decisions about customers."""

from datetime import timedelta

# How long a link that opens an account is good.
VALID = timedelta(days=3)
