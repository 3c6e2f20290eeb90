"""Registers this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goc.jobs"
