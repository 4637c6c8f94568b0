"""The versions of a page that somebody accepted, word for word."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from poincon.foundation.privacy import Classes, classes


class TermsVersion(models.Model):
    """A page as it was read and accepted, kept once for each wording; the database refuses to change it.

    Code de la consommation, art. L221-13: the buyer receives it on a durable medium.
    """

    page = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    version = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=160)
    html = models.TextField()
    text = models.TextField()
    updated_on = models.DateField()
    kept_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id page language version digest title html text updated_on kept_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "digest"], name="terms_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("content:version", args=[self.page, self.language, self.version])
