"""Addresses of the desk's pages about pieces."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.intake.views import brands, documents, missing, pictures, pieces, shelves, variants

desk = [
    path(_("pieces/"), pieces.listing, name="pieces"),
    path(_("pieces/new/"), pieces.new, name="new"),
    path(_("pieces/missing/"), missing.listing, name="missing"),
    path(_("pieces/to-complete/"), pieces.to_complete, name="to_complete"),
    path(_("pieces/<int:pk>/"), pieces.piece, name="piece"),
    path(_("pieces/<int:pk>/words/"), pieces.words, name="words"),
    path(_("pieces/<int:pk>/matter/"), pieces.matter, name="matter"),
    path(_("pieces/<int:pk>/show/"), pieces.show, name="show"),
    path(_("pieces/<int:pk>/variants/"), variants.new, name="new_variant"),
    path(_("pieces/<int:pk>/pictures/"), pictures.pictures, name="pictures"),
    path(_("pieces/<int:pk>/documents/"), documents.of_piece, name="documents"),
    path(_("pieces/<int:pk>/certificates/"), documents.certificate, name="certificate"),
    path(_("pieces/<int:pk>/reports/"), documents.report, name="report"),
    path(_("certificates/<int:pk>/removal/"), documents.certificate_removal, name="certificate_removal"),
    path(_("reports/<int:pk>/file/"), documents.report_file, name="report_file"),
    path(_("reports/<int:pk>/removal/"), documents.report_removal, name="report_removal"),
    path(_("suppliers/<int:pk>/documents/"), documents.of_supplier, name="supplier_documents"),
    path(_("suppliers/<int:pk>/reports/"), documents.supplier_report, name="supplier_report"),
    path(_("pictures/<int:pk>/arrival/"), pictures.arrival, name="picture_arrival"),
    path(_("pictures/<int:pk>/words/"), pictures.words, name="picture_words"),
    path(_("pictures/<int:pk>/place/"), pictures.place, name="picture_place"),
    path(_("pictures/<int:pk>/removal/"), pictures.removal, name="picture_removal"),
    path(_("variants/<int:pk>/"), variants.variant, name="variant"),
    path(_("variants/<int:pk>/price/"), variants.price, name="price"),
    path(_("variants/<int:pk>/floor/"), variants.floor, name="floor"),
    path(_("variants/<int:pk>/delivery/"), variants.delivery, name="delivery"),
    path(_("variants/<int:pk>/count/"), variants.count, name="count"),
    path(_("variants/<int:pk>/restock/"), variants.restock, name="restock"),
    path(_("variants/<int:pk>/retirement/"), variants.retire, name="retire"),
    path(_("brands/"), brands.listing, name="brands"),
    path(_("brands/new/"), brands.new, name="new_brand"),
    path(_("brands/<int:pk>/"), brands.brand, name="brand"),
    path(_("suppliers/"), brands.suppliers, name="suppliers"),
    path(_("suppliers/new/"), brands.new_supplier, name="new_supplier"),
    path(_("suppliers/<int:pk>/"), brands.supplier, name="supplier"),
    path(_("shelves/"), shelves.listing, name="shelves"),
    path(_("shelves/new/"), shelves.new, name="new_shelf"),
    path(_("shelves/<int:pk>/"), shelves.shelf, name="shelf"),
    path(_("shelves/<int:pk>/removal/"), shelves.removal, name="shelf_removal"),
]
