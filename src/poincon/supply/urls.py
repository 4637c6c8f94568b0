"""Addresses of the desk's pages about suppliers' orders, deliveries and stock."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.supply.views import purchases, receipts, shelves, takes

desk = [
    path(_("stock/"), shelves.stock, name="stock"),
    path(_("stock/<int:variant_id>/"), shelves.article, name="article"),
    path(_("stock-takes/"), takes.listing, name="takes"),
    path(_("stock-takes/<int:pk>/"), takes.take, name="take"),
    path(_("stock-takes/<int:pk>/end-of-the-first-count/"), takes.close, name="take_closing"),
    path(_("stock-takes/<int:pk>/second-count/"), takes.check, name="take_second"),
    path(_("stock-takes/<int:pk>/third-count/"), takes.again, name="take_again"),
    path(_("stock-takes/<int:pk>/reasons/"), takes.decide, name="take_reasons"),
    path(_("stock-takes/<int:pk>/dropping/"), takes.drop, name="take_dropping"),
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
