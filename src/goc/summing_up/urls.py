"""Addresses of this room."""

from django.urls import path

from goc.summing_up import drafting, views
from goc.summing_up.returned.views import paper_returned

ONE = "summing-up/<slug:code>/"
urlpatterns = [
    path("summing-up/", views.summing_ups, name="summing_ups"),
    path("summing-up/new/", views.summing_up_new, name="summing_up_new"),
    path("summing-up/paper.css", views.paper_style, name="paper_style"),
    path(ONE, views.summing_up, name="summing_up"),
    path(f"{ONE}correct/", views.summing_up_correct, name="summing_up_correct"),
    path(f"{ONE}freeze/", views.summing_up_freeze, name="summing_up_freeze"),
    path(f"{ONE}build/", views.summing_up_build, name="summing_up_build"),
    path(f"{ONE}verify/", views.summing_up_verify, name="summing_up_verify"),
    path(f"{ONE}verification/", views.verification, name="verification"),
    path(f"{ONE}papers/<slug:name>/", views.paper, name="paper"),
    path(f"{ONE}papers/<slug:name>.<slug:format_>", views.paper_file, name="paper_file"),
    path(f"{ONE}papers/<slug:name>/returned/", paper_returned, name="paper_returned"),
    path(f"{ONE}draft/", drafting.draft, name="draft"),
    path(f"{ONE}draft/versions/", drafting.draft_versions, name="draft_versions"),
    path(f"{ONE}draft/new/<slug:kind>/", drafting.assessment_new, name="assessment_new"),
    path(f"{ONE}draft/judgements/<uuid:public_id>/", drafting.assessment, name="assessment"),
    path(
        f"{ONE}draft/judgements/<uuid:public_id>/drop/",
        drafting.assessment_drop,
        name="assessment_drop",
    ),
]
