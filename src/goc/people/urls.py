"""Addresses of this room."""

from django.urls import path, re_path

from goc.people import (
    apart_views,
    board_views,
    changes_views,
    decision_views,
    grid_views,
    merge_views,
    missing_views,
    views,
)
from goc.web.addresses import act_of, one

ONE = f"people/{one('public_id')}/"
BOARD = f"boards/{one('public_id')}/"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/missing/", missing_views.people_missing, name="people_missing"),
    path("people/missing/slips/", missing_views.missing_slips, name="missing_slips"),
    path("people/changes/", changes_views.people_changes, name="people_changes"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/many/", grid_views.people_many, name="people_many"),
    path("people/decision/", grid_views.decision_many, name="decision_many"),
    path("people/facts/", grid_views.facts_many, name="facts_many"),
    path("people/posts/end/", grid_views.posts_end, name="posts_end"),
    path(
        "people/<uuid:public_id>/decision/",
        decision_views.person_decision,
        name="person_decision",
    ),
    path("people/<uuid:public_id>/same/", merge_views.person_same, name="person_same"),
    path(
        "people/<uuid:public_id>/merge/<uuid:other>/",
        merge_views.person_merge,
        name="person_merge",
    ),
    path(
        "people/<uuid:public_id>/apart/<uuid:other>/",
        apart_views.person_apart,
        name="person_apart",
    ),
    path(
        "people/apart/<uuid:public_id>/back/",
        apart_views.person_apart_back,
        name="person_apart_back",
    ),
    path("people/<uuid:public_id>/part/", merge_views.person_part, name="person_part"),
    path("people/of-unit/<uuid:public_id>/", views.unit_people, name="unit_people"),
    path("boards/<uuid:public_id>/new/", board_views.board_member_new, name="board_member_new"),
    re_path(
        f"^{BOARD}{one('member_id')}/{act_of(board_views.ACTS)}/$",
        board_views.board_member,
        name="board_member",
    ),
    path("people/<uuid:public_id>/", views.person, name="person"),
    re_path(f"^{ONE}{act_of(views.ACTS)}/$", views.person_act, name="person_act"),
    re_path(
        f"^{ONE}{one('row_id')}/{act_of(views.ROW_ACTS)}/$",
        views.person_row,
        name="person_row",
    ),
]
