"""What follows an edition: owners are written to, and pages that say something new are put out."""

from datetime import datetime

from poincon.chancery import mails, queries
from poincon.chancery.events import EditionInForce, EditionProposed
from poincon.content import actions as content
from poincon.foundation.facts import on


@on(EditionProposed)
def ask_for_approval(fact: EditionProposed, at: datetime) -> None:
    """Write to the owners who can approve a proposal, unless it was decided before this was sent."""
    edition = queries.edition(fact.edition_id)
    if queries.is_proposed(edition):
        mails.proposed(edition, at=at)


@on(EditionInForce)
def put_out_pages(fact: EditionInForce, at: datetime) -> None:  # noqa: ARG001 - what holds now is put out
    """Keep what the pages say from now on, with its day; they have said it since the edition holds."""
    content.publish(at=at)


@on(EditionInForce)
def tell_owners(fact: EditionInForce, at: datetime) -> None:
    mails.in_force(queries.edition(fact.edition_id), at=at)
