"""Addresses of all rooms, in the order they are tried. A new room: one line."""

from django.urls import URLPattern, URLResolver, include, path

from goc.web.views import start

ROOMS = [
    "goc.accounts.urls",
    "goc.jobs.urls",
    "goc.registry.urls",
    "goc.lists.urls",
    "goc.directives.urls",
    "goc.units.urls",
    "goc.people.urls",
    "goc.training.urls",
    "goc.imports.urls",
    "goc.figures.urls",
    "goc.snapshots.urls",
    "goc.desk.urls",
    "goc.summing_up.urls",
    "goc.site.urls",
    "goc.home.urls",
]

handler400 = "goc.web.views.bad_request"
handler403 = "goc.web.views.forbidden"
handler404 = "goc.web.views.not_found"
handler500 = "goc.web.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [path("", include(room)) for room in ROOMS]
urlpatterns += [path("", start)]  # after the rooms: home serves `/` itself where it is included
