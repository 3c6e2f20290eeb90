"""Registers this room: the database's backstop and the reference data are laid anew after every
migration.
"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DatedConfig(AppConfig):
    name = "goc.dated"

    def ready(self) -> None:
        from goc.dated import backstop, folding, reference  # models are ready only now

        folding.install()
        post_migrate.connect(backstop.install, sender=self, dispatch_uid="dated.backstop")
        post_migrate.connect(reference.load_all, sender=self, dispatch_uid="dated.reference")
