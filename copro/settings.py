"""One settings file; the values come from the environment (docs/install.md lists them)."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from copro import embedded, env

BASE_DIR = Path(__file__).resolve().parent.parent

# Without DATABASE_URL this is a trial on one machine: the database is embedded, the demo is there.
EMBEDDED = not os.environ.get("DATABASE_URL")
DEBUG = env.flag("DEBUG", default=EMBEDDED)
if not DEBUG:
    env.require("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "TEXT_KEYS")

PORT = env.whole("PORT", 8000)
BASE_URL = os.environ.get("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
DEMO = EMBEDDED and env.flag("DEMO", default=True)
SECRET_KEY = env.text_or_file("SECRET_KEY") or "only-for-a-trial-on-this-machine-never-for-real-people"
TEXT_KEYS = env.text_or_file("TEXT_KEYS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
PROXY_COUNT = env.whole("PROXY_COUNT", 0)
SECOND_FACTOR_FOR_STAFF = env.flag("SECOND_FACTOR_FOR_STAFF", default=not DEBUG)

INSTALLED_APPS = [
    "copro",
    "programmes",
    "mindsets",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "copro.middleware.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "copro.polls.Unchanged",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "copro.middleware.SessionClock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "copro.middleware.ClosedByDefault",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "copro.urls"
WSGI_APPLICATION = "copro.wsgi.application"

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "copro.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "copro.context.site",
            ],
        },
    }
]
FORM_RENDERER = "copro.forms.Renderer"

if EMBEDDED:
    DATABASES = {
        "default": {
            "ENGINE": "copro.db",
            "NAME": "copro",
            "USER": "copro",
            "HOST": str(embedded.socket_dir()),
            "TEST": {"NAME": os.environ.get("COPRO_TEST_DB", "test_copro")},
        }
    }
else:
    _behind_pgbouncer = env.flag("PGBOUNCER")
    DATABASES = {
        "default": dj_database_url.config(
            conn_health_checks=True, disable_server_side_cursors=_behind_pgbouncer
        )
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if _behind_pgbouncer else None
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("COPRO_TEST_DB", "test_copro")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by every web process, so that a limit on tries holds for the whole site.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "copro_cache"}
}

# Who you are -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "programmes.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "front:sign_in"
LOGIN_REDIRECT_URL = "front:arrive"
ACCOUNT_ADAPTER = "programmes.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Copro"
MFA_ADAPTER = "programmes.people.sign_in.SecondFactorAdapter"

# Seconds. A shared tablet must not stay open; staff see more, so they stay signed in for less.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_LENGTHS = {
    "member": {"idle": 60 * 60 * 24 * 14, "whole": 60 * 60 * 24 * 90},
    "staff": {"idle": 60 * 30, "whole": 60 * 60 * 12},
    "code": {"idle": 60 * 30, "whole": 60 * 30},
}
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "copro.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names stay out of cookies

# What a browser may do -------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would break Django's CSRF check
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # preloading HSTS is the deployer's choice
    "auth.W004",  # an email is unique in any case: a constraint on its small letters says so
]

# Limits on what may be sent --------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Words and time --------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "copro" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# Files the browser asks for --------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "copro.bundles.Storage"
    },
}

# Work that waits its turn: `make worker` does it -------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Letters and logs ------------------------------------------------------------------------------
# While Copro is only tried, letters go to a page under /demo/ and nowhere else.
EMAIL_BACKEND = (
    "programmes.letters.trial.EmailBackend" if DEMO else "django.core.mail.backends.console.EmailBackend"
)
if _smtp := env.text_or_file("EMAIL_URL"):
    from urllib.parse import unquote, urlsplit

    _smtp = urlsplit(_smtp)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Copro <copro@localhost>")
DEFAULT_EXCEPTION_REPORTER_FILTER = "copro.logs.NothingPersonal"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "copro.logs.JsonLine"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "django.db.backends": {"level": "WARNING"},
        "django.utils.autoreload": {"level": "WARNING"},
        "django.server": {"handlers": ["out"], "level": "WARNING", "propagate": False},
    },
}
