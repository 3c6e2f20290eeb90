"""Addresses of this room."""

from django.urls import path

from goc.units import views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/<uuid:public_id>/", views.unit, name="unit"),
]
