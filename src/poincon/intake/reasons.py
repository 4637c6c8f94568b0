"""Why files and rows are refused, or taken otherwise than written: in English, as the command says it.

The desk says the same in the reader's language.
"""

from django.utils.translation import gettext_noop as _

FILE_REASONS = {
    "empty": _("the file is empty"),
    "too_large": _("the file is too large"),
    "too_many_lines": _("the file has too many lines"),
    "not_utf8": _("this is not text in UTF-8: save it as “CSV UTF-8”"),
    "not_text": _("this is not a text file: save a spreadsheet as “CSV UTF-8”"),
    "not_csv": _("this is not a well-formed CSV"),
    "cell_too_long": _("one cell is far too long, or a quotation mark is never closed"),
    "wrong_columns": _("these are not the columns of a {shop} file"),
    "columns_twice": _("a column stands there twice"),
    "no_system": _("these are the columns of no system that is known here"),
    "not_beside": _("a {shop} file comes alone, without a second one"),
    "no_rows": _("the file has columns but no rows"),
}
ROW_REASONS = {
    "cell_count": _("the row has another number of cells than the header"),
    "formula": _("a spreadsheet would compute this: write an apostrophe before it, or other words"),
    "cell_too_long": _("the cell is too long: 65,000 signs at most"),
    "illegible": _("the cell holds bytes that are no letters: write the sign at “�” anew"),
    "not_a_piece": _("only pieces that are sent are brought in: no groups, links elsewhere, or downloads"),
    "parent_missing": _("the piece that this row is a variation of is not in the file"),
    "choice_open": _("one row stands for several choices: make a row for each"),
    "not_a_choice": _("several values without variations are nothing to choose from, and are left out"),
    "not_offered": _("the other shop does not offer this variation, and it is left out"),
    "hidden_stays_off": _("what no list shows in the other shop is kept off show"),
    "stock_not_counted": _("the other shop does not count these pieces: a new one begins with none"),
    "price_rounded": _("with tax at the rate of the day, to the nearest cent, halves up"),
    "shown_not_told": _("the file does not say what is on show: everything comes in as a draft"),
    "handle_missing": _("the row does not say which piece it belongs to"),
    "handle_unusable": _("no address can be made from the handle"),
    "handle_twice": _("another piece has the same handle"),
    "title_missing": _("the piece has no title"),
    "variant_missing": _("the piece has nothing to choose and no price"),
    "too_many_variants": _("the piece offers more than 500 variants"),
    "not_true_or_false": _("it should be true or false"),
    "gift_card": _("gift cards are not pieces"),
    "too_long": _("the text is too long"),
    "price_missing": _("there is no price"),
    "not_a_price": _("this is not a price in the shop’s currency"),
    "not_a_measure": _("this is no height or width: from 0.5 to 300 mm, to a tenth"),
    "facts_not_read": _("facts of metals and stones are entered with their proof; measures alone are taken"),
    "not_a_number": _("this is not a whole number, or too large a one"),
    "sku_twice": _("the same article number stands in the file before"),
    "address_twice": _("another handle of the file leads to the same address"),
    "choice_doubled": _("the piece has that size and those choices here already, under this number"),
    "choice_twice": _("the piece offers the same choice twice"),
    "sku_taken": _("another piece of the shop has this article number"),
    "address_taken": _("another piece of the shop has this address"),
    "price_below_floor": _("the house never asks less than this for the piece"),
    "piece_unfit": _("the piece on show would no longer be fit for it"),
    "size_without_scale": _("this ring size is a bare number: say on which scale with --ring-scale"),
    "sized_twice": _("here this is made to measure, and has no size or length of its own besides"),
    "made_to_measure": _("what is made to measure, and in which sizes, is said at the desk"),
    "length_not_read": _(
        "a length is read with its unit, in cm, mm or inches, from 10 cm: it stays a choice"
    ),
    "no_such_size": _("no finger has this size on that scale"),
    "sold_without_stock": _("selling without stock needs a restock date: set it at the desk"),
    "gone_for_good": _("it is sold no longer here: its price and stock stay as they are"),
    "stock_set": _("pieces in the house, before → after"),
    "negative_stock": _("a stock below zero counts as none"),
    "not_a_barcode": _("this is not a valid barcode, and is left out"),
    "barcode_taken": _("another article has this barcode already, and it is left out"),
    "not_an_address_here": _("this is no address: it begins with / or https://"),
    "leads_to_itself": _("the old address and the new one are the same"),
    "leads_to_old": _("the new address is an old one itself: name where the thing stands now"),
    "address_in_use": _("this shop has a page at that address, which would always come first"),
    "unknown_target": _("no piece, shelf or brand of this shop stands at the new address"),
    "old_twice": _("the same old address stands in the list before"),
    "not_an_address": _("this is not a web address, and is left out"),
}
# What the desk says otherwise than the command, which has options.
AT_THE_DESK = {
    "size_without_scale": _("this ring size is a bare number: hand the file in again and say its scale"),
}
