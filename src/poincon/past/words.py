"""Why rows of people and of past orders stay out, and the words by which somebody agrees to news."""

from django.utils.translation import gettext, gettext_lazy

from poincon.charter.queries import charter
from poincon.foundation import wording

ROW_REASONS = {
    "cell_count": "the row has another number of cells than the header",
    "formula": "a spreadsheet would compute this: write an apostrophe before it, or other words",
    "cell_too_long": "the cell is too long: 65,000 signs at most",
    "illegible": "the cell holds bytes that are no letters: write the sign at “�” anew",
    "email_missing": "the row has no e-mail address, by which alone people can be found again",
    "not_an_email": "this is not an e-mail address",
    "email_twice": "the same e-mail address stands in the file before",
    "too_long": "the text is too long",
    "address_unclear": "the address is incomplete or cannot exist, and is left out",
    "not_a_phone": "no telephone has this number, and it is left out",
    "consent_unproved": "the file says that they agreed, and proves nothing: they come in without consent",
    "consent_withdrawn": "they took their consent back here, and it stays so: they come in without",
    "forgotten": "they were erased here at their wish, and do not come back",
    "number_missing": "the row has no order number",
    "not_a_day": "this is not a day: write it as 2024-05-31",
    "day_to_come": "this day is yet to come",
    "days_turned": "the delivery stands before the order",
    "not_an_amount": "this is not an amount",
    "unknown_currency": "this currency is not known",
    "lines_missing": "the order says of no piece what was bought",
    "line_unnamed": "the row does not say what was bought",
    "not_a_quantity": "this is not a whole number of pieces",
    "not_bought": "unpaid, cancelled or refunded: nothing was bought, and it is left out",
    "kept_long_enough": "there is no reason any more to keep it, and it is left out",
}

wording.register(
    "other_words", gettext_lazy("These words have changed meanwhile: please read them, then agree again.")
)


def consent() -> str:
    """Return what a customer agrees to in their preferences, in their language; it is kept word for word."""
    told = gettext(
        "I agree to receive the news of %(house)s by e-mail. I can take this back whenever I like, in my "
        "preferences."
    )
    return told % {"house": charter().house.name}
