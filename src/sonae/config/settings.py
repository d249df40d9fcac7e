"""Django's settings, all of them: what differs between installations comes from the environment (``environment``)."""

from __future__ import annotations

from pathlib import Path

from sonae.config import environment, mail

PRODUCT = Path(__file__).resolve().parents[1]
CONTENT = PRODUCT.parents[1] / "content" / "ja"  # articles, answers and news
DATA = environment.data_folder()
HTTPS = environment.flag("SONAE_HTTPS")
PROXIES = environment.count("SONAE_PROXIES")
GALLERY = environment.flag("SONAE_GALLERY")

DEBUG = False
SECRET_KEY = environment.secret_key(DATA)
ALLOWED_HOSTS = environment.hosts()
AGENCY_HOSTS = environment.agency_hosts()
ROOT_URLCONF = "sonae.config.urls"
SITE_URLCONF = "sonae.config.site_urls"  # what exists of an agency's own site
WSGI_APPLICATION = "sonae.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth.account",  # wanted by the next; its pages are not among our addresses
    "allauth.mfa",  # passkeys and one-time codes (docs/adr: the doors are our own)
    "sonae.tenancy",  # first of ours: its ``migrate`` stands the walls up again
    "sonae.web",
    "sonae.audit",
    "sonae.outbox",
    "sonae.accounts",
    "sonae.customers",
    "sonae.policies",
    "sonae.answers",
    "sonae.assessments",
    "sonae.leads",
    "sonae.public",
    "sonae.desk",
]
MIDDLEWARE = [
    "sonae.web.log.RequestLog",
    "sonae.web.headers.Headers",  # outside of what may refuse a request: a refusal has its headers too
    # Pages travel compressed. The one secret in a page is its own address, which whoever could make a browser ask for
    # it with chosen words would have to know already; and Django adds chance to every length.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "sonae.accounts.site.Site",  # before whatever asks where an address leads
    "sonae.web.shape.Shape",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sonae.web.reading.GetNeverWrites",
    "allauth.account.middleware.AccountMiddleware",
    "sonae.accounts.middleware.WhoActs",
    "sonae.web.shape.LargeFromMembers",
    "sonae.web.origin.SameOrigin",
]

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sonae.accounts.common_words.NotACommonWord"},
]
DESK_HOME, OPERATOR_HOME = "/gyomu/", "/unei/"
HEALTH = "sonae.config.standing.looks"  # what the operator's page shows of the installation
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # theirs count in a cache; ours in the database (sonae.web.limits)
MFA_ADAPTER = "sonae.accounts.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is unlocked by its owner, so it is two factors in one
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # its check allows any host below ours; ours is stricter (accounts.ceremony)
RECORD_KEYS = DATA / "keys" / "records"  # master keys of what the log keeps sealed

MAIL = mail.way(DATA)
MAIL_FROM = mail.sender(MAIL)
MAIL_DOMAIN = MAIL_FROM.rpartition("@")[2]
MAIL_NAME = "備え"

DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PRODUCT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sonae.web.context.installation",
                "sonae.accounts.site.site",
            ],
            "builtins": ["sonae.web.templatetags.sonae"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PRODUCT / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# HTTPS, which Django sees to; headers stand in sonae.web.headers.
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by programs, who are not led on; its answer holds nothing
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
USE_X_FORWARDED_HOST = False

SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # SecurityMiddleware is there under Django's name; kept for clarity if the order changes
    "security.W002",  # framing is refused by frame-ancestors and X-Frame-Options in sonae.web.headers
    "security.W003",  # forms carry a signed token and every unsafe request is checked for its origin (sonae.web.origin)
]

LOGGING_CONFIG = "sonae.web.log.configure"
LOGGING = {"level": environment.log_level()}
