"""The WSGI application, for `goc serve` and for a server's own WSGI host."""

import os

from django.core.wsgi import get_wsgi_application

from goc.lib.privacy import keep_private

keep_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
application = get_wsgi_application()
