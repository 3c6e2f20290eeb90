"""Addresses of this room."""

from django.urls import path

from goc.audit import views

urlpatterns = [path("audit/", views.audit, name="audit")]
