"""Django's settings, made from the environment and the boutique's charter."""

import secrets
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from poincon.accounts.rules import LEAST_PASSWORD
from poincon.charter.serving import one_for_each_job
from poincon.config import environment, logging
from poincon.config.environment import ROOT, Mode

ENVIRONMENT = environment.read()
TESTING = ENVIRONMENT.mode is Mode.TEST
DEMO = ENVIRONMENT.mode is Mode.DEMO
DEBUG = False

BOUTIQUE_DIR = ENVIRONMENT.boutiques_dir / ENVIRONMENT.boutique
CHARTER = environment.charter_of(ENVIRONMENT)
environment.sell_nothing_as_a_draft(ENVIRONMENT, CHARTER)
VAR_DIR = ENVIRONMENT.var


def _kept_secret(path: Path) -> str:
    """Return the secret kept in `path`, made on first need: a demo has keys of its own, never shared ones."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = ENVIRONMENT.secret_key or _kept_secret(VAR_DIR / "keys" / "secret_key")
BANK_SECRET = ENVIRONMENT.bank_secret or _kept_secret(VAR_DIR / "keys" / "bank_secret")
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
BASE_URL = ENVIRONMENT.base_url.rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "poincon.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "poincon.foundation",
    "poincon.design",
    "poincon.charter",
    "poincon.notifications",
    "poincon.staff",
    "poincon.customers",
    "poincon.api",
    "poincon.catalogue",
    "poincon.content",
    "poincon.inventory",
    "poincon.alerts",
    "poincon.pricing",
    "poincon.intake",
    "poincon.supply",
    "poincon.cart",
    "poincon.shipping",
    "poincon.payments",
    "poincon.orders",
    "poincon.past",
    "poincon.window",
    "poincon.checkout",
    "poincon.wishlist",
    "poincon.entrance",
    "poincon.reporting",
    "poincon.chancery",
    "poincon.demo",
    "poincon.config",
]

MIDDLEWARE = [
    "poincon.foundation.middleware.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "poincon.foundation.middleware.light.Light",
    "poincon.foundation.middleware.legible.Legible",  # before the session's key is read from its cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "poincon.foundation.middleware.origin.SameOrigin",
    "poincon.foundation.middleware.leaving.Leaving",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "poincon.design.middleware.WholePages",
    "poincon.design.middleware.FormsAlone",
    "poincon.foundation.middleware.refusals.Refusals",
]

ROOT_URLCONF = "poincon.config.urls"
WSGI_APPLICATION = "poincon.config.wsgi.application"
CSRF_FAILURE_VIEW = "poincon.design.views.another_site"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "poincon.config.context.shop",
                "poincon.window.context.shop_menu",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT.database_url or "postgresql://localhost/poincon", conn_health_checks=True
    )
}
# PostgreSQL plans what a page asks over and over once for each connection, not each time.
# A database that is away is told at once: nobody waits half a minute for a page that cannot come.
DATABASES["default"]["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 3, "connect_timeout": 2}
if ENVIRONMENT.pool_size and not TESTING:
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": ENVIRONMENT.pool_size,
        "timeout": 2,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_WORKER_DEFAULTS = {"task_middleware": [one_for_each_job]}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # Rate limits live here: with Django's 300 entries anybody could push their own tally out.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

LANGUAGE_CODE = CHARTER.languages[0]
LANGUAGES = [(code, {"fr": "Français", "en": "English"}[code]) for code in CHARTER.languages]
LOCALE_PATHS = [str(ROOT / "src" / "poincon" / "locale")]  # the words of all features, bound together
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = CHARTER.time_zone
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("boutique", str(BOUTIQUE_DIR / "static"))] if (BOUTIQUE_DIR / "static").is_dir() else []
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "poincon.design.finders.BoutiqueFinder",
    "poincon.design.finders.BundleFinder",
]
FORM_RENDERER = "poincon.design.forms.Renderer"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Documents that are only sent with our own headers: no web server in front may serve this folder.
PAPERS_ROOT = VAR_DIR / "papers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF, ENVIRONMENT.bank_url],
}
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 63_072_000 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.https else "session"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

API_ORIGINS = frozenset(ENVIRONMENT.api_origins)
# A test is many callers at one address; the tests of the limits set their own.
API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 10**9} if TESTING else {"address": 300, "token": 1200}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["poincon.accounts.backends.ByEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": LEAST_PASSWORD},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else ["poincon.accounts.hashers.Argon2"]
)
PASSWORD_RESET_TIMEOUT = 10_080 * 60  # seconds; the charter in force says less (accounts.tokens)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "customers:home"
STAFF_NEEDS_SECOND_FACTOR = ENVIRONMENT.mode is Mode.PRODUCTION

ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
ACCOUNT_ADAPTER = "poincon.accounts.adapter.Adapter"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "poincon.accounts.tokens.NewPassword"  # noqa: S105 - a class
ACCOUNT_FORMS = {
    "login": "poincon.accounts.forms.SignIn",
    "reset_password": "poincon.accounts.forms.AskReset",
    "reset_password_from_key": "poincon.accounts.forms.ChooseNewPassword",
    "change_password": "poincon.accounts.forms.ChangePassword",
    "add_email": "poincon.accounts.forms.ChangeAddress",
    "reauthenticate": "poincon.accounts.forms.Reauthenticate",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "account_email"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "60/15m/ip,10/15m/key",
    "reset_password": "20/h/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "20/h/ip,3/15m/key",
    "alert": "30/h/ip,5/15m/key",
    "change_password": "5/m/user",
    "manage_email": "10/15m/user",
    "reauthenticate": "10/15m/user",
}
MFA_ADAPTER = "poincon.accounts.second_factor.SecondFactor"
MFA_FORMS = {
    "authenticate": "poincon.accounts.forms.SecondStep",
    "reauthenticate": "poincon.accounts.forms.SecondStepAgain",
    "activate_totp": "poincon.accounts.forms.AddAuthenticator",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute off still opens the door

MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    if TESTING
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": ENVIRONMENT.email_host,
            "port": ENVIRONMENT.email_port,
            "username": ENVIRONMENT.email_user,
            "password": ENVIRONMENT.email_password,
            "use_tls": ENVIRONMENT.email_tls,
            "timeout": 15,
        },
    }
}
DEFAULT_FROM_EMAIL = f"{CHARTER.house.name} <{CHARTER.house.email}>"
BANK_URL = ENVIRONMENT.bank_url

LOGGING = logging.configuration("WARNING" if TESTING else "INFO")
