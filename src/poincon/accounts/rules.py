"""Pure decisions about accounts."""


def tidy(email: str) -> str:
    """Return an address as it is stored and compared: without spaces around it, in small letters."""
    return email.strip().lower()
