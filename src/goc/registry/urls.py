"""Addresses of this room."""

from django.urls import path

from goc.registry import views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/add/", views.document_add, name="document_add"),
    path("files/<uuid:public_id>/", views.file, name="file"),
]
