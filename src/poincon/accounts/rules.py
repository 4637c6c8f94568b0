"""Pure decisions about accounts."""

# Length is what makes a password hard to guess, not a mixture of signs (OWASP ASVS 6.2.1, 6.2.5).
LEAST_PASSWORD = 10


def tidy(email: str) -> str:
    """Return an address as it is stored and compared: without spaces around it, in small letters."""
    return email.strip().lower()
