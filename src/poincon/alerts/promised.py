"""The clocks of alerts: whose turn has come is written soon."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from poincon.alerts import mails
from poincon.alerts.models import Alert
from poincon.catalogue import queries as catalogue
from poincon.design.templatetags.words import speaking
from poincon.foundation.registries import ClockOwner, Named, Queue, clock_owners

QUEUE = Queue("stock", _("Stock"))


def register() -> None:
    """Answer for the clocks; called once, when the app is ready."""
    clock_owners.register(ClockOwner("stock.alerts", QUEUE, 60, named))


def named(alert_ids: Sequence[int]) -> Mapping[int, Named]:
    """Return what each alert is about: the piece, never whose it is."""
    pairs = dict(Alert.objects.filter(pk__in=alert_ids).values_list("pk", "variant"))
    facts = catalogue.variant_facts(set(pairs.values()))
    return {
        pk: Named(mails.name_of(found, speaking()), reverse("window:piece", args=[found.slug]))
        for pk, variant_id in pairs.items()
        if (found := facts.get(variant_id))
    }
