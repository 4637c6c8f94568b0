"""Why an arrangement of the first page stays as it is."""

from collections.abc import Sequence

from poincon.entrance.rules.lacks import Lack
from poincon.kernel.refusal import Refusal


class ChangedMeanwhile(Refusal):
    """A colleague has changed this since it was read; what was typed is not kept over theirs."""

    code = "entrance_changed_meanwhile"


class BlockGone(Refusal):
    """A colleague has taken this block away meanwhile."""

    code = "entrance_block_gone"


class TooManyBlocks(Refusal):
    """A page holds 20 blocks at most."""

    code = "entrance_too_many_blocks"


class NotReady(Refusal):
    """The arrangement cannot be shown; `lacks` holds every reason."""

    code = "entrance_not_ready"
    status = 422

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(count=len(lacks))
        self.lacks = list(lacks)


class NothingNew(Refusal):
    """This is what the page shows, or will show, already."""

    code = "entrance_nothing_new"


class Overrun(Refusal):
    """Another arrangement was set since this one was begun: setting it would undo that unseen."""

    code = "entrance_overrun"


class AnotherWaits(Refusal):
    """Another arrangement waits for a later day; this one would come before it, and be lost to it."""

    code = "entrance_another_waits"


class DraftThere(Refusal):
    """There is a draft; it is to be published or put aside first."""

    code = "entrance_draft_there"


class NoDraft(Refusal):
    """There is no draft, or a colleague has published it or put it aside meanwhile."""

    code = "entrance_no_draft"


class ShownAlready(Refusal):
    """It is shown already, so it cannot be called off: go back to another instead."""

    code = "entrance_shown_already"


class NeverSet(Refusal):
    """Only an arrangement that was set can be gone back to."""

    code = "entrance_never_set"
