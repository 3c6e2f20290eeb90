"""Addresses of this room."""

from django.urls import path

from goc.directives import views

urlpatterns = [
    path("directives/", views.directives, name="directives"),
    path("directives/read/", views.directive_read, name="directive_read"),
    path("directives/enter/", views.directive_enter, name="directive_enter"),
    path("directives/<uuid:public_id>/", views.directive, name="directive"),
    path("directives/<uuid:public_id>/checks/", views.directive_checks, name="directive_checks"),
]
