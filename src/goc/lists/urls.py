from django.urls import path

from goc.lists import views

ONE = "lists/<slug:address>/"
urlpatterns = [
    path("worklists/of-unit/<uuid:public_id>/", views.unit_owes, name="unit_owes"),
    path("worklists/<slug:name>/", views.worklist, name="worklist"),
    path(ONE, views.list_, name="list"),
    path(f"{ONE}add/", views.list_add, name="list_add"),
    path(f"{ONE}many/", views.list_many, name="list_many"),
    path(f"{ONE}import/", views.list_import, name="list_import"),
    path(f"{ONE}<uuid:public_id>/", views.list_correct, name="list_correct"),
    path(f"{ONE}<uuid:public_id>/take-back/", views.list_take_back, name="list_take_back"),
]
