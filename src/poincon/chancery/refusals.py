"""Why a change of the charter is not carried out."""

from collections.abc import Sequence

from poincon.charter.loading import Fault
from poincon.kernel.refusal import Refusal


class Impossible(Refusal):
    """The charter cannot be run like this; `faults` holds place, value and reason of each."""

    code = "charter_impossible"
    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=[(fault.path, fault.value, fault.reason) for fault in faults])


class Unprintable(Impossible):
    """These words of a page or a mail cannot be printed; `faults` holds place and reason of each."""

    code = "words_unprintable"


class Unchanged(Refusal):
    """The draft says what the charter says already."""

    code = "edition_unchanged"


class OwnProposal(Refusal):
    """Whoever proposed it does not approve it, while there is another owner."""

    code = "edition_own_proposal"


class Outdated(Refusal):
    """Another edition was approved or withdrawn meanwhile: this one was made from what no longer holds."""

    code = "edition_outdated"


class HoldsAlready(Refusal):
    """It is in force: it can be followed by another, no longer withdrawn."""

    code = "edition_in_force"


class NotSettled(Refusal):
    """Only what was in force once can be returned to."""

    code = "edition_not_settled"


class TooLarge(Refusal):
    """No charter is that long."""

    code = "charter_too_large"
    status = 422
