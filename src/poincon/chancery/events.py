"""What happens to editions that others may hear."""

from dataclasses import dataclass

from poincon.foundation.facts import fact


@fact("chancery.proposed")
@dataclass(frozen=True, slots=True)
class EditionProposed:
    """An owner proposes an edition to the others."""

    edition_id: int

    @property
    def subject(self) -> str:
        return f"edition:{self.edition_id}"


@fact("chancery.in_force")
@dataclass(frozen=True, slots=True)
class EditionInForce:
    """An edition has come into force, and holds for every page and mail."""

    edition_id: int

    @property
    def subject(self) -> str:
        return f"edition:{self.edition_id}"
