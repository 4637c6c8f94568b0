"""What the desk calls the blocks of the first page and their parts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.entrance.rules.blocks import Kind

KINDS = {
    Kind.OPENING: pgettext_lazy("block", "Opening"),
    Kind.CHOSEN: _("Chosen pieces"),
    Kind.SHELF: _("A category or a maker"),
    Kind.NEWEST: _("Newest pieces"),
    Kind.CATEGORIES: _("All categories"),
    Kind.STORY: _("A story"),
    Kind.PROMISES: _("What the house promises"),
    Kind.NOTICE: _("A notice"),
}
ABOUT = {
    Kind.OPENING: _(
        "A large picture with a title, a few words and a link. Without words it says the greeting of the "
        "house; without a picture it shows the newest piece."
    ),
    Kind.CHOSEN: _("Pieces that you choose, in your order."),
    Kind.SHELF: _("The newest pieces of one category or one maker, kept up by themselves."),
    Kind.NEWEST: _("What has just come in, kept up by itself."),
    Kind.CATEGORIES: _("A picture for each category of the menu."),
    Kind.STORY: _("A few paragraphs about a maker, the workshop or a way of working, beside a picture."),
    Kind.PROMISES: _("Promises of the charter, in its own words."),
    Kind.NOTICE: _("A few words above or between the others, until a day that you name."),
}
FIELDS = {
    "title_fr": _("Title in French"),
    "title_en": _("Title in English"),
    "words_fr": _("Words in French"),
    "words_en": _("Words in English"),
    "link": _("Leads to"),
    "label_fr": _("Words of the link in French"),
    "label_en": _("Words of the link in English"),
    "picture": _("Picture"),
    "alt_fr": _("What is to be seen, in French"),
    "alt_en": _("What is to be seen, in English"),
    "piece": _("Picture of a piece"),
    "pieces": pgettext_lazy("block", "Pieces"),
    "shelf": _("Category or maker"),
    "many": _("How many pieces"),
    "promises": _("Promises"),
    "look": _("How it is set"),
    "from_on": pgettext_lazy("block", "Shown from"),
    "to_on": pgettext_lazy("block", "Shown until"),
}
LOOKS = {
    "beside": pgettext_lazy("how a block is set", "Picture beside the words"),
    "banner": pgettext_lazy("how a block is set", "Picture and words in one field, across the page"),
    "four": pgettext_lazy("how a block is set", "Four to a row"),
    "three": pgettext_lazy("how a block is set", "Three to a row, larger"),
    "first": pgettext_lazy("how a block is set", "The first one large, the others beside it"),
    "left": pgettext_lazy("how a block is set", "Picture on the left"),
    "right": pgettext_lazy("how a block is set", "Picture on the right"),
}
