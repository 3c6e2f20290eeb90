"""Django's settings for the tests: the real ones on a throw-away folder, on SQLite or on GOC_TEST_DATABASE_URL."""

import os
import tempfile

os.environ["GOC_SITE"] = tempfile.mkdtemp(prefix="goc-test-")
for name in ("DATABASE_URL", "GOC_AS", "GOC_LANGUAGE"):
    os.environ.pop(name, None)

from goc.conf import SETTINGS  # noqa: E402
from goc.settings import *  # noqa: E402, F403
from goc.settings import DATABASES, MIDDLEWARE  # noqa: E402

if url := os.environ.get("GOC_TEST_DATABASE_URL"):
    DATABASES["default"] = next(s for s in SETTINGS if s.name == "DATABASE_URL").read(url) | {
        "CONN_MAX_AGE": 0
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]
