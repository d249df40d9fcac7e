import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sonae.leads.asked
import sonae.leads.models
import sonae.leads.offers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0003_what_brought_them"),
        ("tenancy", "0002_where_pages_stand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120, verbose_name="題名")),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="内容")),
                ("file_name", models.CharField(max_length=120, verbose_name="ファイル名")),
                ("media", models.CharField(default="application/pdf", max_length=100)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="順番")),
                ("approval_number", models.CharField(blank=True, max_length=80, verbose_name="募集文書の承認番号")),
                ("approval_until", models.DateField(blank=True, null=True, verbose_name="承認の有効期限")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, verbose_name="名前")),
                ("subject", models.CharField(max_length=200, verbose_name="件名")),
                ("text", models.TextField(verbose_name="本文")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="順番")),
                ("updated_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=8, verbose_name="受付番号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (sonae.leads.models.Asks["DOCUMENTS"], "資料請求"),
                            (sonae.leads.models.Asks["QUESTION"], "ご質問"),
                            (sonae.leads.models.Asks["CALL"], "電話のご希望"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (sonae.leads.models.State["NEW"], "新着"),
                            (sonae.leads.models.State["WORKING"], "対応中"),
                            (sonae.leads.models.State["ANSWERED"], "回答済み"),
                            (sonae.leads.models.State["CLOSED"], "終了"),
                            (sonae.leads.models.State["QUARANTINED"], "隔離"),
                            (sonae.leads.models.State["DISCARDED"], "破棄"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="受付日時")),
                ("promised_at", models.DateTimeField(verbose_name="返信の約束")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="会社名")),
                ("department", models.CharField(blank=True, max_length=80, verbose_name="部署")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="お名前")),
                ("kana", models.CharField(blank=True, max_length=80, verbose_name="フリガナ")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="メールアドレス")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="電話番号")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="住所")),
                ("corporate_number", models.CharField(blank=True, max_length=13, verbose_name="法人番号")),
                ("industry", models.CharField(blank=True, max_length=16, verbose_name="業種")),
                ("call_times", models.CharField(blank=True, max_length=120, verbose_name="電話を受けやすい時間")),
                ("message", models.TextField(blank=True, verbose_name="ご質問・ご要望")),
                ("intent", models.JSONField(default=dict, verbose_name="きっかけ")),
                ("typed", models.JSONField(default=dict)),
                ("came_first", models.JSONField(default=dict)),
                ("came_last", models.JSONField(default=dict)),
                ("reasons", models.JSONField(default=list)),
                ("converted_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("receipt_hash", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_key", models.CharField(blank=True, editable=False, max_length=600)),
                ("name_key", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "assigned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.membership",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="requests",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=120, verbose_name="質問")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="質問の内容")),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="回答")),
                ("created_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="leads.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            (sonae.leads.models.Purpose["HANDLING"], "個人情報の取り扱い"),
                            (sonae.leads.models.Purpose["ADVERTISING"], "ご案内メール"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("given", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("address_key", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="leads.request"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
    ]
