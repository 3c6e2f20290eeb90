"""Registers this room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "goc.figures"
