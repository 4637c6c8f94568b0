"""What the charter does with every fact: it stops, pauses, resumes and frees the clocks that wait for it."""

from datetime import datetime

from poincon.charter import terms
from poincon.charter.actions import clocks
from poincon.foundation.facts import witness


@witness
def hear(fact: str, subject: str, at: datetime) -> None:
    """Stop, pause, resume and free the clocks that wait for a fact, in the transaction that announces it."""
    if stopped := terms.stopped_by(fact):
        clocks.end(subject=subject, promises=stopped, at=at)
    if paused := terms.paused_by(fact):
        clocks.pause(subject=subject, promises=paused, at=at)
    if resumed := terms.resumed_by(fact):
        clocks.resume(subject=subject, promises=resumed, at=at)
    if freed := terms.freed_by(fact):
        clocks.free(subject=subject, promises=freed, at=at)
