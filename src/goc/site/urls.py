"""Addresses of this room."""

from django.urls import path

from goc.site import views

urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("users/", views.users, name="users"),
]
