"""The people at the desk."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from poincon.foundation.privacy import Classes, classes
from poincon.staff.states import Role


class StaffMember(models.Model):
    """A user who works for the house; disabled members keep their row, since the journal names it."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="staff_member")
    name = models.CharField(max_length=80, blank=True)
    roles = ArrayField(models.CharField(max_length=16, choices=Role), size=len(Role))
    hired_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[Classes] = classes(none="id user roles hired_at disabled_at", identity="name")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=[role.value for role in Role])
                & models.Q(roles__len__gt=0),
                name="staff_known_roles",
            ),
        ]

    def __str__(self) -> str:
        return f"staff {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def roles_in_words(self) -> str:
        """The roles as people call them, in the table's order."""
        return ", ".join(str(role.label) for role in Role if role.value in self.roles)
