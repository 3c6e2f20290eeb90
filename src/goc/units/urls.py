"""Addresses of this room."""

from django.urls import path

from goc.units import left_views, views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/left/", left_views.units_left, name="units_left"),
    path("units/left/<slug:name>/", left_views.units_left, name="unit_left"),
    path("units/left/<slug:name>/<uuid:subject>/", left_views.left_settle, name="left_settle"),
    path("units/<uuid:public_id>/", views.unit, name="unit"),
]
