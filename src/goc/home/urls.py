"""Addresses of this room."""

from django.urls import path

from goc.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.guides_all, name="guides"),
    path("help/images/<str:name>", views.guide_image, name="guide_image"),
    path("help/<path:place>/", views.guide, name="guide"),
    path("search/", views.search, name="search"),
    path("duties/<uuid:public_id>/settle/", views.duty_settle, name="duty_settle"),
]
