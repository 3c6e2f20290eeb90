"""Registers this room."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "goc.directives"
