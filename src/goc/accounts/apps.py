"""Registers this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "goc.accounts"
