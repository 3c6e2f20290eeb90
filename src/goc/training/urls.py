"""Addresses of this room."""

from django.urls import path, re_path

from goc.training import views

urlpatterns = [
    path("courses/", views.courses, name="courses"),
    path("courses/enrolments/", views.enrolments, name="enrolments"),
    path("courses/certificates/", views.certificates, name="certificates"),
    path("courses/<uuid:public_id>/", views.course, name="course"),
    path("courses/<uuid:public_id>/enrol/", views.course_enrol, name="course_enrol"),
    re_path(
        f"^courses/enrolments/(?P<public_id>[0-9a-f-]{{36}})/(?P<act>{'|'.join(views.ACTS)})/$",
        views.enrolment_act,
        name="enrolment_act",
    ),
]
