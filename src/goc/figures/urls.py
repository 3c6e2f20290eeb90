"""Addresses of this room."""

from django.urls import path

from goc.figures import draft_views, quick_views, views

urlpatterns = [
    path("ask/", quick_views.quick, name="quick"),
    path("ask/roster/", quick_views.quick_roster, name="quick_roster"),
    path("ask/save/", quick_views.quick_save, name="quick_save"),
    path("ask/<uuid:public_id>/remove/", quick_views.quick_remove, name="quick_remove"),
    path("ask/<uuid:public_id>/indicator/", quick_views.quick_indicator, name="quick_indicator"),
    path("figures/", views.figures, name="figures"),
    path("figures/tables/", views.tables_list, name="tables"),
    path("figures/tables/<str:table>/", views.table, name="table"),
    path("figures/tables/<str:table>/records/", views.cell_records, name="cell_records"),
    path("figures/<str:indicator>/", views.figure, name="figure"),
    path("figures/<str:indicator>/records/", views.records, name="records"),
    path("drafts/", draft_views.draft_check, name="draft_check"),
    path("drafts/comments/", draft_views.draft_comments, name="draft_comments"),
]
