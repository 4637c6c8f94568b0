"""Pure decisions about accounts."""

from poincon.kernel.visible import one_line

# Length is what makes a password hard to guess, not a mixture of signs (OWASP ASVS 6.2.1, 6.2.5).
LEAST_PASSWORD = 10


def tidy(email: str) -> str:
    """Return an address as it is stored and compared: what can be seen of it, in small letters."""
    return one_line(email).lower()
