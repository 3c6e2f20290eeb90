from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "goc.imports"
    label = "imports"
