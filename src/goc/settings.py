"""Django's settings, flat; what may differ from site to site comes from the table in `conf`."""

import os
import secrets
from pathlib import Path

from goc import conf

CONF = conf.read(os.environ)
SITE = CONF.folder
PACKAGE = Path(__file__).parent


def _secret_key() -> str:
    """The server's own key, or the one an embedded site keeps in its folder (made by `goc
    migrate`); where that is damaged, one for this process, so that the doctor may look.
    """
    given, kept = CONF["GOC_SECRET_KEY"], SITE / "secret_key"
    if isinstance(given, str):
        return given
    key = kept.read_text("utf-8", errors="replace") if kept.exists() else ""
    return key if conf.is_key(key) else secrets.token_urlsafe(48)


SECRET_KEY = _secret_key()
DEBUG = bool(CONF["GOC_DEBUG"])
ALLOWED_HOSTS = CONF["GOC_HOSTS"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "goc.web",
    "goc.jobs",
    "goc.audit",
    "goc.accounts",
    "goc.dated",
    "goc.units",
    "goc.lists",
    "goc.registry",
    "goc.directives",
    "goc.snapshots",
    "goc.figures",
    "goc.desk",
    "goc.people",
    "goc.training",
    "goc.funding",
    "goc.refreshers",
    "goc.summing_up",
    "goc.home",
    "goc.site",
    "goc.imports",  # ready last: every declared list is a kind of what can be loaded
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goc.web.middleware.content_security_policy",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goc.audit.middleware.origin",
    "goc.registry.slips.middleware",
    "goc.accounts.middleware.language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goc.web.middleware.errors",
]
ROOT_URLCONF = "goc.urls"
WSGI_APPLICATION = "goc.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goc.web.context.page",
            ],
            "builtins": [
                "goc.web.templatetags.goc",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

_sqlite: dict[str, object] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": SITE / "goc.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
    },
}
DATABASES = {"default": _sqlite if CONF.embedded else CONF["DATABASE_URL"]}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "sign_in", "home", "sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = str(CONF["GOC_LANGUAGE"])
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N, USE_TZ = True, True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATICFILES_DIRS = [p for p in [PACKAGE / "assets" / "static"] if p.exists()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(CONF["GOC_HTTPS"])
if CONF["GOC_HTTPS"]:  # the proxy in front ends HTTPS and says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = ["https://" + ("*" + h if h.startswith(".") else h) for h in CONF.hosts]
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = ["goc.web.uploads.Memory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mishaps": {"()": "goc.web.mishaps.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["mishaps"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
