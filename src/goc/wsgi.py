"""The WSGI application, for `goc serve` and for a server's own WSGI host."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
application = get_wsgi_application()
