"""Addresses of this room."""

from django.urls import path

from goc.snapshots import views

urlpatterns = [
    path("snapshots/", views.snapshots, name="snapshots"),
    path("snapshots/now/refresh/", views.working_refresh, name="working_refresh"),
    path("snapshots/<uuid:public_id>/verify/", views.snapshot_verify, name="snapshot_verify"),
]
