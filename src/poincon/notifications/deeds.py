"""What the journal says of mails."""

from poincon.foundation import deeds
from poincon.notifications.wording import VERB_WORDS

deeds.register("message", VERB_WORDS)
