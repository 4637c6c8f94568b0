"""The first page as an app: its line in the desk's menu, and the wording of its refusals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Entrance(AppConfig):
    name = "poincon.entrance"
    label = "entrance"

    def ready(self) -> None:
        from poincon.foundation import wording
        from poincon.foundation.registries import DeskEntry, desk_menu

        section = pgettext_lazy("desk", "Pieces")
        desk_menu.register(
            DeskEntry(
                section, pgettext_lazy("desk", "First page"), "entrance_desk:overview", 345, "catalogue"
            )
        )
        for code, words in WORDS.items():
            wording.register(code, words)
        wording.register("entrance_file_unread", lambda context: UNREAD % {"reason": context["reason"]})


UNREAD = _("This file cannot be read as a first page (%(reason)s).")
WORDS = {
    "entrance_changed_meanwhile": _(
        "A colleague has changed this meanwhile. Look at what it says now, and keep yours if you still wish."
    ),
    "entrance_block_gone": _("A colleague has taken this block away meanwhile."),
    "entrance_too_many_blocks": _("The page holds no more blocks: take one away first."),
    "entrance_not_ready": _("It cannot be published yet: each block below says what is missing."),
    "entrance_nothing_new": _("This is what the shop shows already, or will show."),
    "entrance_overrun": _(
        "Another arrangement was published since this draft was begun. Compare the two, and say that yours "
        "is to follow it."
    ),
    "entrance_another_waits": _(
        "Another arrangement waits for a later day. Call it off first, or choose a day after it."
    ),
    "entrance_draft_there": _("There is a draft already: publish it, or put it aside first."),
    "entrance_no_draft": _("There is no draft any more: a colleague has published it or put it aside."),
    "entrance_shown_already": _("It is in the shop already: go back to an earlier arrangement instead."),
    "entrance_never_set": _("Only an arrangement that waits or was shown can be used like this."),
}
