"""The shop's addresses, and two that do the least that could be done."""

from django.urls import path

from bench import floor
from poincon.config import urls

urlpatterns = [path("floor/trivial", floor.trivial), path("floor/page", floor.page), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
