"""Addresses of the desk's pages about suppliers' orders, deliveries and stock."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.supply.views import purchases, receipts, shelves

desk = [
    path(_("stock/"), shelves.stock, name="stock"),
    path(_("stock/<int:variant_id>/"), shelves.article, name="article"),
    path(_("supplier-orders/"), purchases.listing, name="purchases"),
    path(_("supplier-orders/new/"), purchases.new, name="new_purchase"),
    path(_("supplier-orders/<int:pk>/"), purchases.purchase, name="purchase"),
    path(_("supplier-orders/<int:pk>/line/"), purchases.line, name="line"),
    path(_("supplier-orders/<int:pk>/line/removal/"), purchases.line_removal, name="line_removal"),
    path(_("supplier-orders/<int:pk>/sending/"), purchases.send, name="sending"),
    path(_("supplier-orders/<int:pk>/day/"), purchases.redate, name="day"),
    path(_("supplier-orders/<int:pk>/cancellation/"), purchases.cancel, name="cancellation"),
    path(_("supplier-orders/<int:pk>/closing/"), purchases.close, name="closing"),
    path(_("supplier-orders/<int:pk>/paper/"), purchases.paper, name="paper"),
    path(_("supplier-orders/<int:pk>/delivery/"), receipts.receipt, name="receipt"),
    path(_("supplier-orders/<int:pk>/delivery/booking/"), receipts.book, name="booking"),
    path(_("supplier-orders/<int:pk>/delivery/dropping/"), receipts.drop, name="dropping"),
]
