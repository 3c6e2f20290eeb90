"""Addresses of this room."""

from django.urls import path

from goc.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("duties/<uuid:public_id>/settle/", views.duty_settle, name="duty_settle"),
]
