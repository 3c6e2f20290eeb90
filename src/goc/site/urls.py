"""Addresses of this room."""

from django.urls import path, re_path

from goc.site import user_views, views
from goc.web.addresses import act_of, one

ONE = f"users/{one('public_id')}/"
urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("units/list/", views.units_list, name="units_list"),
    path("users/", views.users, name="users"),
    path("users/new/", user_views.user_new, name="user_new"),
    path("users/<uuid:public_id>/", user_views.user, name="user"),
    path("users/<uuid:public_id>/right/", user_views.right_new, name="right_new"),
    re_path(f"^{ONE}{act_of(user_views.ACTS)}/$", user_views.user_act, name="user_act"),
    re_path(
        f"^{ONE}{one('right_id')}/{act_of(user_views.RIGHT_ACTS)}/$",
        user_views.right_act,
        name="right_act",
    ),
]
