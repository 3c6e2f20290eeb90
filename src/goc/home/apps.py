"""Registers this room."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "goc.home"
