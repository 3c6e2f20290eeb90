"""Addresses of this room."""

from django.urls import path

from goc.registry import basket_views, views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/add/", views.document_add, name="document_add"),
    path("documents/<uuid:public_id>/", views.document_correct, name="document_correct"),
    path(
        "documents/<uuid:public_id>/take-back/",
        views.document_take_back,
        name="document_take_back",
    ),
    path("documents/slip/<uuid:public_id>/", views.slip_new, name="slip_new"),
    path("documents/slip/<uuid:public_id>/typed/", views.slip, name="slip"),
    path("documents/slip/end/", views.slip_end, name="slip_end"),
    path("photos/", basket_views.basket, name="basket"),
    path("photos/add/", basket_views.basket_add, name="basket_add"),
    path("photos/<uuid:photo>.jpg", basket_views.basket_photo, name="basket_photo"),
    path("photos/<uuid:photo>/drop/", basket_views.basket_drop, name="basket_drop"),
    path("files/<uuid:public_id>/", views.file, name="file"),
]
