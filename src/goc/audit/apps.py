"""Registers this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "goc.audit"
