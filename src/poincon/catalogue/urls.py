"""Addresses of uploaded pictures and documents."""

from django.urls import path

from poincon.catalogue import views

plain = [
    path("media/pieces/<str:name>", views.picture, name="picture"),
    path("certificates/<str:digest>.pdf", views.certificate, name="certificate"),
]
