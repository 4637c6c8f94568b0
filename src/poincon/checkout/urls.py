"""Addresses of the checkout."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.checkout.views import desk as at_desk
from poincon.checkout.views import missing as at_missing
from poincon.checkout.views import payment, steps

shop = [
    path(_("checkout/"), steps.details, name="details"),
    path(_("checkout/start"), steps.begin, name="begin"),
    path(_("checkout/delivery/"), steps.delivery, name="delivery"),
    path(_("checkout/payment/"), payment.payment, name="payment"),
    path(_("orders/<str:reference>/payment/"), payment.pay, name="pay"),
    path(_("orders/<str:reference>/bank/"), payment.wait, name="wait"),
    path(_("orders/<str:reference>/cancellation"), payment.cancel, name="cancel"),
    path(_("orders/<str:reference>/account"), payment.keep, name="keep"),
    path(_("orders/<str:reference>/cart"), payment.give_up, name="give_up"),
    path(_("orders/<str:reference>/choice"), payment.choose, name="choose"),
]

desk = [
    path(_("missing-pieces/"), at_missing.listing, name="missing"),
    path(_("money/"), at_desk.money, name="money"),
    path(_("money/refunds/<int:refund>"), at_desk.refunded, name="refunded"),
    path(_("money/refunds/<int:refund>/again"), at_desk.ask_again, name="ask_again"),
    path(_("orders/<str:reference>/receipt"), at_desk.receive, name="receive"),
    path(_("orders/<str:reference>/end"), at_desk.end, name="end"),
]
