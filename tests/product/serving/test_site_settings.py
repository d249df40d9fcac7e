"""A site that others reach: Django has nothing to say against it, and pages go by HTTPS only."""

from __future__ import annotations

import subprocess
import sys

from tests.product.serving.served import ROOT, environment


def told(tmp_path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(
            tmp_path,
            DJANGO_SETTINGS_MODULE="sonae.config.settings",
            SONAE_HOSTS="sonae.example",
            SONAE_HTTPS="1",
            SONAE_PROXIES="1",
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_deployment_checks_of_django_find_nothing(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.core.checks import run_checks\n"
        "print([each.id for each in run_checks(include_deployment_checks=True) if not each.is_silenced()])"
    )
    assert told(tmp_path, code) == "[]\n"


def test_plain_http_is_sent_to_https_and_https_is_kept_to(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from django.test import Client\n"
        "call_command('migrate', verbosity=0)\n"
        "plain = Client(headers={'host': 'sonae.example'}).get('/robots.txt')\n"
        "secure = Client(headers={'host': 'sonae.example', 'x-forwarded-proto': 'https'}).get('/robots.txt')\n"
        "print(plain.status_code, plain['Location'], secure.status_code, secure['Strict-Transport-Security'])"
    )
    assert told(tmp_path, code) == (
        "301 https://sonae.example/robots.txt 200 max-age=31536000; includeSubDomains; preload\n"
    )


def test_what_programs_ask_for_is_answered_and_not_sent_on(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "told = Client(headers={'host': 'sonae.example'}).get('/healthz')\n"
        "print(told.status_code, told.get('Location'), told.content.decode())"
    )
    assert told(tmp_path, code) == '200 None {"ok": true}\n'


def test_another_name_than_the_sites_is_refused(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from sonae.config.static_files import collect\n"
        "collect(settings.STATIC_ROOT, settings.STATICFILES_DIRS)\n"
        "from django.test import Client\n"
        "print(Client(headers={'host': 'other.example', 'x-forwarded-proto': 'https'}).get('/').status_code)"
    )
    assert told(tmp_path, code) == "400\n"
