import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sonae.leads.asked
import sonae.leads.models
import sonae.leads.offers


class Migration(migrations.Migration):
    dependencies = [("leads", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Benefit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (sonae.leads.offers.Gift["BOOK"], "冊子・資料"),
                            (sonae.leads.offers.Gift["DIAGNOSIS"], "診断"),
                            (sonae.leads.offers.Gift["CONSULTING"], "相談・助言"),
                            (sonae.leads.offers.Gift["OTHER"], "その他"),
                        ],
                        max_length=12,
                        verbose_name="種類",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="内容")),
                ("yen", models.PositiveIntegerField(verbose_name="金額の目安")),
                ("at", models.DateTimeField(verbose_name="渡した日")),
                ("recipient", models.CharField(blank=True, max_length=120, verbose_name="相手")),
                ("recipient_key", models.CharField(blank=True, max_length=64)),
                ("for_everybody", models.BooleanField(default=True, verbose_name="契約の有無にかかわらず、どなたにも")),
                ("terms", models.CharField(max_length=300, verbose_name="条件")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="メモ")),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benefits",
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
            name="SentDiagnosis",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("draft_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("as_of", models.DateField()),
                ("engine", models.CharField(max_length=32)),
                ("pack_version", models.CharField(max_length=32)),
                ("pack_hash", models.CharField(max_length=64)),
                ("seed", models.BigIntegerField()),
                ("inputs", models.JSONField()),
                ("result", models.JSONField()),
                ("middle", models.BigIntegerField(null=True)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="diagnosis", to="leads.request"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="メールアドレス")),
                ("address_key", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (sonae.leads.asked.Standing["PENDING"], "確認待ち"),
                            (sonae.leads.asked.Standing["CONFIRMED"], "配信中"),
                            (sonae.leads.asked.Standing["ENDED"], "停止"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("confirm_hash", models.CharField(blank=True, max_length=64)),
                ("stop_hash", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("wording", models.CharField(max_length=40)),
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
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="leads.request"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
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
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="leads.document"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="leads.request"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DownloadGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_count", models.PositiveIntegerField(default=0)),
                ("last_used_at", models.DateTimeField(null=True)),
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
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="leads.wish"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["agency", "place"], name="documents_in_order"),
        ),
        migrations.AddConstraint(
            model_name="replytemplate",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="one_template_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["agency", "state", "-received_at"], name="requests_by_state"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["agency", "-received_at"], name="requests_by_age"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("state__in", ("new", "working"))),
                fields=["agency", "promised_at"],
                name="requests_open",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)), fields=["received_at"], name="requests_kept"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(fields=("agency", "number"), name="one_request_a_number"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(fields=("agency", "receipt_hash"), name="one_request_a_receipt"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slug", ""), _negated=True),
                fields=("agency", "slug"),
                name="one_question_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(models.Q(("slug", ""), _negated=True), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="published_with_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["agency", "address_key", "purpose"], name="consents_by_address"),
        ),
        migrations.AddIndex(
            model_name="benefit",
            index=models.Index(fields=["agency", "-at"], name="benefits_by_day"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                condition=models.Q(("confirm_hash", ""), _negated=True),
                fields=["confirm_hash"],
                name="subscriptions_to_confirm",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(fields=("agency", "address_key"), name="one_subscription_an_address"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(fields=("agency", "stop_hash"), name="one_subscription_a_link"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(fields=("request", "document"), name="wished_once"),
        ),
        migrations.AddIndex(
            model_name="downloadgrant",
            index=models.Index(fields=["token_hash"], name="downloads_by_link"),
        ),
    ]
