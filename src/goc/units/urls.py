"""Addresses of this room."""

from django.urls import path, re_path

from goc.units import act_views, left_views, views
from goc.units.act_pages import ACTS, ROW_ACTS
from goc.web.addresses import act_of, one

ONE = f"units/{one('public_id')}/"
urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/new/", act_views.unit_new, name="unit_new"),
    path("units/left/", left_views.units_left, name="units_left"),
    path("units/left/<slug:name>/", left_views.units_left, name="unit_left"),
    path("units/left/<slug:name>/<uuid:subject>/", left_views.left_settle, name="left_settle"),
    path("units/<uuid:public_id>/", views.unit, name="unit"),
    path(
        "units/<uuid:public_id>/acts/<uuid:act>/back/",
        act_views.unit_act_back,
        name="unit_act_back",
    ),
    path("acts/<uuid:act>/back/", act_views.act_back, name="act_back"),
    re_path(f"^{ONE}{act_of(ACTS)}/$", act_views.unit_act, name="unit_act"),
    re_path(
        f"^{ONE}{one('row_id')}/{act_of(ROW_ACTS)}/$",
        act_views.unit_row,
        name="unit_row",
    ),
]
