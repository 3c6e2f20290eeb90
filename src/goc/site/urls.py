"""Addresses of this room."""

from django.urls import path

from goc.site import views

urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("units/list/", views.units_list, name="units_list"),
    path("users/", views.users, name="users"),
]
