"""The living style page."""

from django.urls import path

from poincon.design import views

shop = [
    path("design/", views.style, name="style"),
    path("design/form/", views.style_faults, name="style_faults"),
]
