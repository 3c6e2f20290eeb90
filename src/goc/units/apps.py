"""Registers this room."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "goc.units"
