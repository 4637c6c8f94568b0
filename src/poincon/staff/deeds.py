"""What the journal says of those who work here, and how it calls them."""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds


def names(ids: set[int]) -> Mapping[int, str]:
    """Return how colleagues are called, by what they sign in with where no name was given."""
    from poincon.staff.models import StaffMember

    rows = StaffMember.objects.filter(pk__in=ids).values_list("pk", "name", "user__email") if ids else ()
    return {pk: name or email for pk, name, email in rows}


deeds.introduce("staff", names)
deeds.register(
    "staff",
    {
        "hire": pgettext_lazy("journal of a colleague", "Added"),
        "set_roles": pgettext_lazy("journal of a colleague", "Roles changed"),
        "disable": pgettext_lazy("journal of a colleague", "Desk closed"),
        "readmit": pgettext_lazy("journal of a colleague", "Desk opened again"),
    },
)
