"""Addresses of this room."""

from django.urls import path, re_path

from goc.site import account_views, user_views, views
from goc.web.addresses import act_of, one

ONE = f"users/{one('public_id')}/"
urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("units/list/", views.units_list, name="units_list"),
    path("users/", views.users, name="users"),
    path("users/roles/", account_views.roles, name="roles"),
    path("users/new/", user_views.user_new, name="user_new"),
    path("users/<uuid:public_id>/", user_views.user, name="user"),
    path("users/<uuid:public_id>/slip/", account_views.user_slip, name="user_slip"),
    path("users/<uuid:public_id>/deputy/", account_views.deputy_new, name="deputy_new"),
    path(
        "users/<uuid:public_id>/deputy/<uuid:deputy_id>/end/",
        account_views.deputy_end,
        name="deputy_end",
    ),
    path("users/<uuid:public_id>/hand-over/", account_views.hand_over, name="hand_over"),
    path("users/<uuid:public_id>/right/", user_views.right_new, name="right_new"),
    re_path(f"^{ONE}{act_of(user_views.ACTS)}/$", user_views.user_act, name="user_act"),
    re_path(
        f"^{ONE}{one('right_id')}/{act_of(user_views.RIGHT_ACTS)}/$",
        user_views.right_act,
        name="right_act",
    ),
]
