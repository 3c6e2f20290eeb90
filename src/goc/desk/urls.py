"""Addresses of this room."""

from django.urls import path

from goc.desk import views

PAPER = "papers/<str:of>/<uuid:subject>/<slug:name>/"
urlpatterns = [
    path("papers/kinds/", views.paper_kinds, name="paper_kinds"),
    path("papers/kinds/<slug:name>/", views.paper_text, name="paper_text"),
    path(PAPER, views.desk_paper, name="desk_paper"),
    path(f"{PAPER}sign/", views.desk_sign, name="desk_sign"),
    path(f"{PAPER}acts/<slug:act>/", views.desk_act, name="desk_act"),
    path(f"{PAPER}files/<slug:format_>", views.desk_file, name="desk_file"),
]
