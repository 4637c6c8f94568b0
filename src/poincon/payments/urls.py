"""Addresses of payments: only the providers come here; people pay through their order."""

from django.urls import path

from poincon.payments.views import messages

plain = [path("messages/<slug:gateway>", messages.message, name="message")]
