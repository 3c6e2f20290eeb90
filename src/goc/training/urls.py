"""Addresses of this room."""

from django.urls import path, re_path

from goc.training import course_views, person_views, trainee_views, views
from goc.training.forms import ACTS
from goc.training.grids import GRIDS
from goc.web.addresses import act_of, one

ID = one("public_id")
COURSE, CURRICULUM = "courses/<uuid:public_id>", "courses/curricula/<uuid:public_id>"
CERTIFICATE = "courses/certificates/<uuid:public_id>"
urlpatterns = [
    path("courses/", views.courses, name="courses"),
    path(
        "courses/of-person/<uuid:public_id>/",
        person_views.person_training,
        name="person_training",
    ),
    path("courses/new/", course_views.course_new, name="course_new"),
    path("courses/enrolments/", views.enrolments, name="enrolments"),
    path("courses/risen/", views.graduates_risen, name="graduates_risen"),
    path("courses/certificates/", views.certificates, name="certificates"),
    path("courses/curricula/", course_views.curricula, name="curricula"),
    path("courses/curricula/new/", course_views.curriculum_new, name="curriculum_new"),
    path(f"{CURRICULUM}/correct/", course_views.curriculum_correct, name="curriculum_correct"),
    path(f"{CURRICULUM}/back/", course_views.curriculum_back, name="curriculum_back"),
    path(f"{CERTIFICATE}/correct/", trainee_views.certificate_correct, name="certificate_correct"),
    path(f"{CERTIFICATE}/back/", trainee_views.certificate_back, name="certificate_back"),
    path("courses/enrolments/<uuid:public_id>/", trainee_views.trainee, name="trainee"),
    re_path(
        f"^courses/enrolments/{ID}/{act_of(ACTS)}/$",
        trainee_views.enrolment_act,
        name="enrolment_act",
    ),
    path(f"{COURSE}/", views.course, name="course"),
    path(f"{COURSE}/enrol/", views.course_enrol, name="course_enrol"),
    path(f"{COURSE}/correct/", course_views.course_correct, name="course_correct"),
    path(f"{COURSE}/close/", course_views.course_close, name="course_close"),
    path(f"{COURSE}/back/", course_views.course_back, name="course_back"),
    re_path(
        f"^courses/{ID}/{act_of(GRIDS)}/$",
        course_views.course_grid,
        name="course_grid",
    ),
]
