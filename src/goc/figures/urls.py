"""Addresses of this room."""

from django.urls import path

from goc.figures import draft_views, views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/tables/", views.tables_list, name="tables"),
    path("figures/tables/<str:table>/", views.table, name="table"),
    path("figures/tables/<str:table>/records/", views.cell_records, name="cell_records"),
    path("figures/<str:indicator>/", views.figure, name="figure"),
    path("figures/<str:indicator>/records/", views.records, name="records"),
    path("drafts/", draft_views.draft_check, name="draft_check"),
    path("drafts/comments/", draft_views.draft_comments, name="draft_comments"),
]
