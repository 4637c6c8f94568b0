"""What others may hear about accounts."""

from poincon.foundation.facts import fact


@fact("accounts.address_proven")
class AddressProven:
    """The user has shown that the e-mail address of the account is theirs: at opening, or by changing it."""

    user_id: int

    @property
    def subject(self) -> str:
        return f"user:{self.user_id}"
