"""The site's addresses, with this room's among them whether or not the site's list names it already."""

from django.urls import include, path

from goc import urls
from goc.urls import handler400, handler403, handler404, handler500  # noqa: F401

urlpatterns = [*urls.urlpatterns, path("", include("goc.units.urls"))]
