"""Registers this room."""

from django.apps import AppConfig


class SnapshotsConfig(AppConfig):
    name = "goc.snapshots"
