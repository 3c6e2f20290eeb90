"""All rooms of the site, and this one."""

from django.urls import include, path

from goc import urls
from goc.urls import handler400, handler403, handler404, handler500

mine = [] if "goc.people.urls" in urls.ROOMS else [path("", include("goc.people.urls"))]
urlpatterns = [*urls.urlpatterns, *mine]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
