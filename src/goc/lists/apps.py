"""Registers this room."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "goc.lists"
