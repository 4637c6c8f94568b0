"""Addresses of orders."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.orders.views import desk as at_desk
from poincon.orders.views import making
from poincon.orders.views import shop as in_shop

shop = [
    path(_("orders/"), in_shop.orders, name="orders"),
    path(_("orders/latest/"), in_shop.latest, name="latest"),
    path(_("orders/<str:reference>/"), in_shop.order, name="order"),
    path(_("orders/<str:reference>/pieces/<int:line>/"), making.in_shop, name="making"),
]

desk = [
    path(_("orders/search/"), at_desk.search, name="search"),
    path(_("orders/to-prepare/"), at_desk.queue, {"name": "to_prepare"}, name="to_prepare"),
    path(_("orders/in-preparation/"), at_desk.queue, {"name": "preparing"}, name="preparing"),
    path(_("orders/ready/"), at_desk.queue, {"name": "ready"}, name="ready"),
    path(_("orders/waiting/"), at_desk.queue, {"name": "asked"}, name="asked"),
    path(_("orders/unpaid/"), at_desk.queue, {"name": "unpaid"}, name="unpaid"),
    path(_("orders/on-the-way/"), at_desk.queue, {"name": "shipped"}, name="shipped"),
    path(_("orders/done/"), at_desk.queue, {"name": "ended"}, name="ended"),
    path(_("orders/<str:reference>/"), at_desk.order, name="order"),
    path(_("orders/<str:reference>/workshop/"), at_desk.slip, name="slip"),
    path(_("orders/<str:reference>/pieces/<int:line>/"), making.at_desk, name="making"),
    path(_("orders/<str:reference>/step"), at_desk.step, name="step"),
    path(_("orders/<str:reference>/parcel"), at_desk.ship, name="ship"),
    path(_("orders/<str:reference>/parcel/<int:parcel>/receipt"), at_desk.deliver, name="deliver"),
]
