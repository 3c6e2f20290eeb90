from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "goc.imports"
    label = "imports"

    def ready(self) -> None:
        from goc.imports import declared  # models are ready only now

        declared.register_all()
