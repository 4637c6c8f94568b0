"""What the pages have said: every wording once, when each was said, and the parts that search finds."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse

from poincon.foundation.privacy import Classes, classes


class TermsVersion(models.Model):
    """A page as it was read, kept once for each wording; the database refuses to change it.

    What a buyer accepts is one of them, and received on a durable medium (Code de la consommation, art.
    L221-13). `updated_on` is the day on which these words were first said.
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


class Publication(models.Model):
    """The moment from which a page said these words; `number` counts its changes in one language."""

    page = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    version = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="publications")
    from_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id page language number version from_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "number"], name="publication_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.number}"


class Passage(models.Model):
    """A part of a page as search finds it, written anew with every publication.

    `words` are stems by weight: A the heading, B the heading above it and the title, D the text.
    """

    page = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=200, blank=True)
    heading = models.CharField(max_length=300)
    text = models.TextField()
    about_order = models.BooleanField()
    words = SearchVectorField()

    privacy: ClassVar[Classes] = classes(
        none="id page language position anchor heading text about_order words"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "position"], name="passage_once"),
        ]
        indexes = [GinIndex(fields=["words"], name="passage_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}"
