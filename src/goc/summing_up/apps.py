"""Registers this room."""

from django.apps import AppConfig


class SummingUpConfig(AppConfig):
    name = "goc.summing_up"
