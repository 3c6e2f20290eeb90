"""Registers this room."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "goc.registry"
