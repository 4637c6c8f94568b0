"""How passwords become hashes that nobody can turn back (R115)."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from poincon.charter.promises import keeps


@keeps("accounts.passwords_unreadable")
class Argon2(Argon2PasswordHasher):
    """Argon2id above OWASP's floor of 19 MiB, t=2, p=1.

    Django's own 100 MiB each would let a handful of sign-ins at once outweigh the whole shop.
    """

    time_cost = 2
    memory_cost = 32 * 1024
    parallelism = 1
