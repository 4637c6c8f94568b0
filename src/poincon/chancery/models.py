"""Editions of what the house says: the whole each time, who wanted it, why, and from when it holds."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.chancery.states import SERVED, SETTLED, EditionState
from poincon.foundation.privacy import Classes, classes

_DECIDED = {"approved_by__isnull": False, "approved_at__isnull": False, "from_at__isnull": False}


class Edition(models.Model):
    """One wording of the whole charter, and of the pages and mails that the house says in its own words.

    `words` holds those texts by their place ("pages/fr/returns"); what is not among them is said as it comes
    with the shop. `basis` is the edition that it was made from, none for the house's file: each has one
    successor at most, so that nobody undoes unknowingly what another has decided. `from_at` is when it holds
    from, at the earliest its approval; `alone` notes that the only owner, or the console, approved what was
    its own. The database refuses to change the texts once they are proposed, and the decision once it is
    taken.
    """

    basis = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    text = models.TextField()
    words = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=EditionState.DRAFT)
    author = models.CharField(max_length=64)
    returning = models.BooleanField(default=False)
    why = models.CharField(max_length=400, blank=True)
    begun_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    from_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, null=True)
    approved_at = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False)

    privacy: ClassVar[Classes] = classes(
        none="id basis words digest state author returning begun_at proposed_at from_at approved_by"
        " approved_at alone",
        identity="text",  # a charter names the house's director and whoever answers for its data
        free_text="why",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author"], condition=Q(state=EditionState.DRAFT), name="edition_one_draft"
            ),
            models.UniqueConstraint(
                fields=["basis"],
                condition=Q(state__in=SETTLED),
                nulls_distinct=False,
                name="edition_one_successor",
            ),
            models.CheckConstraint(condition=Q(state__in=list(EditionState)), name="edition_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(**_DECIDED), name="edition_settled_is_decided"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("author")) | Q(alone=True),
                name="edition_two_owners",
            ),
        ]
        indexes = [
            models.Index(fields=["-from_at"], condition=Q(state__in=SERVED), name="edition_served"),
        ]

    def __str__(self) -> str:
        return f"edition {self.pk}"
