"""What happens to editions that others may hear."""

from poincon.foundation.facts import fact


@fact("chancery.proposed")
class EditionProposed:
    """An owner proposes an edition to the others."""

    edition_id: int

    @property
    def subject(self) -> str:
        return f"edition:{self.edition_id}"


@fact("chancery.in_force")
class EditionInForce:
    """An edition has come into force, and holds for every page and mail."""

    edition_id: int

    @property
    def subject(self) -> str:
        return f"edition:{self.edition_id}"
