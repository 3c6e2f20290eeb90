"""Django's settings for the tests: the real ones on a throw-away folder, on SQLite or on GOC_TEST_DATABASE_URL.

Each process (each worker of pytest-xdist too) has a folder of its own. Its SQLite database is a file in it, not in
memory: only a file has locks that a second connection waits for, as on a site.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="goc-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["GOC_SITE"] = FOLDER
for name in ("DATABASE_URL", "GOC_AS", "GOC_LANGUAGE"):
    os.environ.pop(name, None)

from goc.conf import SETTINGS  # noqa: E402
from goc.settings import *  # noqa: E402, F403
from goc.settings import DATABASES, MIDDLEWARE, SITE  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": SITE / "test.sqlite3"}
if url := os.environ.get("GOC_TEST_DATABASE_URL"):
    DATABASES["default"] = next(s for s in SETTINGS if s.name == "DATABASE_URL").read(url) | {
        "CONN_MAX_AGE": 0
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]
