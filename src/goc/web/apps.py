"""Registers this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "goc.web"
