"""Addresses of this room."""

from django.urls import path

from goc.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("code/", views.code_redeem, name="code_redeem"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("language/", views.set_language_of_user, name="set_language_of_user"),
    path("password/", views.password, name="password"),
]
