import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScanRun",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("found", models.PositiveIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60, verbose_name="種類")),
                ("to", models.EmailField(max_length=254, verbose_name="宛先")),
                ("to_name", models.CharField(blank=True, max_length=80, verbose_name="宛名")),
                ("sender_name", models.CharField(max_length=120, verbose_name="差出人の名前")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="返信先")),
                ("subject", models.CharField(max_length=200, verbose_name="件名")),
                ("text", models.TextField(verbose_name="本文")),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.UUIDField(null=True)),
                ("about_name", models.CharField(blank=True, max_length=200)),
                ("company_id", models.UUIDField(editable=False, null=True)),
                ("by_name", models.CharField(max_length=120)),
                ("created_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("held", "まだ取り消せます"),
                            ("waiting", "送信待ち"),
                            ("sending", "送信中"),
                            ("sent", "送信済み"),
                            ("failed", "送れませんでした"),
                            ("stopped", "取り消しました"),
                        ],
                        max_length=8,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("lease_holder", models.CharField(blank=True, max_length=32)),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="最後の誤り")),
                ("ended_at", models.DateTimeField(null=True)),
                ("confirmed", models.JSONField(default=list)),
                ("ended_by_name", models.CharField(blank=True, max_length=120)),
                ("text_gone_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Attached",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="ファイル名")),
                ("media", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("words", models.TextField(blank=True)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="outbox.mail"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Allowed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.EmailField(max_length=254, verbose_name="宛先")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("agency", "address"),
                        name="allowed_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["state", "not_before"], name="mail_due"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["agency", "created_at"], name="mail_of_agency"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["agency", "company_id", "created_at"], name="mail_of_company"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "held", "waiting", "sending", "sent", "failed", "stopped"])),
                name="mail_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lease_until__isnull", False), ("state", "sending")),
                    models.Q(models.Q(("state", "sending"), _negated=True), ("lease_until", None)),
                    _connector="OR",
                ),
                name="mail_leased_while_sending",
            ),
        ),
        migrations.AddConstraint(
            model_name="attached",
            constraint=models.UniqueConstraint(fields=("mail", "place"), name="attachment_place"),
        ),
    ]
