"""Addresses of this room."""

from django.urls import path

from goc.imports import views

ONE = "loads/<uuid:public_id>/"
urlpatterns = [
    path("loads/", views.loads, name="loads"),
    path("loads/new/", views.load_new, name="load_new"),
    path(ONE, views.load, name="load"),
    path(f"{ONE}reading/", views.load_reading, name="load_reading"),
    path(f"{ONE}reuse/", views.load_reuse, name="load_reuse"),
    path(f"{ONE}sheet/", views.load_sheet, name="load_sheet"),
    path(f"{ONE}sheet/<int:row>/<str:field>/", views.load_mend, name="load_mend"),
    path(f"{ONE}check/", views.load_check, name="load_check"),
    path(f"{ONE}write/", views.load_write, name="load_write"),
    path(f"{ONE}drop/", views.load_drop, name="load_drop"),
    path(f"{ONE}workbook/", views.load_workbook, name="load_workbook"),
    path(f"{ONE}wanted/", views.load_wanted, name="load_wanted"),
]
