"""Addresses of uploaded pictures."""

from django.urls import path

from poincon.catalogue import views

plain = [path("media/pieces/<str:name>", views.picture, name="picture")]
