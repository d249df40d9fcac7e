import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="link",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reset", "パスワードの再設定"),
                    ("recovery", "サインインの復旧"),
                    ("operator", "運営者の登録"),
                    ("demo", "デモの代表者のサインイン"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="AgencyProfile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("legal_name", models.CharField(blank=True, max_length=120, verbose_name="正式な名称")),
                ("representative", models.CharField(blank=True, max_length=80, verbose_name="代表者")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="所在地")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="電話番号")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="問い合わせのメールアドレス")),
                ("registration", models.CharField(blank=True, max_length=80, verbose_name="登録番号")),
                ("insurers", models.TextField(blank=True, max_length=2000, verbose_name="取扱保険会社")),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agent", "代理（保険会社の代理人として契約を結ぶ）"),
                            ("broker", "媒介（契約を取り次ぐ。結ぶのは保険会社）"),
                            ("both", "保険会社や商品により、代理または媒介"),
                        ],
                        max_length=8,
                        verbose_name="代理・媒介の別",
                    ),
                ),
                ("solicitation_policy", models.TextField(blank=True, max_length=4000, verbose_name="勧誘方針")),
                ("complaint_desk", models.TextField(blank=True, max_length=500, verbose_name="苦情・相談の窓口")),
                ("privacy_policy", models.TextField(blank=True, max_length=4000, verbose_name="個人情報の取り扱い")),
                ("privacy_contact", models.CharField(blank=True, max_length=200, verbose_name="個人情報の窓口")),
                ("brand_name", models.CharField(blank=True, max_length=60, verbose_name="表示する名前")),
                ("brand_colour", models.CharField(default="#165e83", max_length=7, verbose_name="色")),
                ("brand_sentence", models.CharField(blank=True, max_length=120, verbose_name="ひとこと")),
                ("sender_name", models.CharField(blank=True, max_length=80, verbose_name="差出人の名前")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="返信先")),
                ("draft_days", models.PositiveSmallIntegerField(default=30, verbose_name="診断の下書きを残す日数")),
                ("lead_days", models.PositiveSmallIntegerField(default=365, verbose_name="資料請求を残す日数")),
                ("approval_number", models.CharField(blank=True, max_length=80, verbose_name="募集文書の承認番号")),
                ("approval_until", models.DateField(blank=True, null=True, verbose_name="承認の有効期限")),
                ("none_needed_at", models.DateTimeField(null=True, verbose_name="承認番号が要らないことの確認")),
                ("published_at", models.DateTimeField(null=True, verbose_name="公開")),
                ("updated_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                    "none_needed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.membership",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "updated_by",
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
                "constraints": [models.UniqueConstraint(fields=("agency",), name="one_profile_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "代表者"),
                            ("manager", "管理者"),
                            ("staff", "担当者"),
                            ("coordinator", "事故対応の専門家"),
                            ("client", "お客様"),
                        ],
                        max_length=16,
                        verbose_name="役割",
                    ),
                ),
                ("company_id", models.UUIDField(editable=False, null=True)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="期限")),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("record_id", models.UUIDField(editable=False, null=True)),
                ("may_edit", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("until", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.branch",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["agency", "created_at"], name="invitations_of_an_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                        fields=("agency", "email"),
                        name="one_open_invitation_of_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("company_id__isnull", False), ("role", "client")),
                            models.Q(models.Q(("role", "client"), _negated=True), ("company_id__isnull", True)),
                            _connector="OR",
                        ),
                        name="invited_clients_have_a_company",
                    ),
                ],
            },
        ),
    ]
