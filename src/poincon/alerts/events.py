"""Facts that alerts announce."""

from poincon.foundation.facts import fact


@fact("alerts.sent")
class AlertSent:
    """Somebody who waited for a variant was written that it is back."""

    alert_id: int

    @property
    def subject(self) -> str:
        return f"alert:{self.alert_id}"
