"""Addresses of this room."""

from django.urls import path

from goc.jobs import views

urlpatterns = [
    path("jobs/<uuid:public_id>/", views.job, name="job"),
    path("jobs/<uuid:public_id>/cancel/", views.job_cancel, name="job_cancel"),
]
