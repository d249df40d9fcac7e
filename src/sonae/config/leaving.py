"""What ``sonae doctor`` looks at of mails and scheduled work: do they leave, and does somebody go round?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sonae.config.looking import Look
from sonae.outbox.models import Mail, ScanRun, State
from sonae.outbox.reading import STUCK
from sonae.tenancy.scope import unscoped

RECENT = timedelta(days=7)
"""How long a mail that was given up is worth a word; whoever wrote it sees it on the desk for ever."""
ROUND = timedelta(hours=2)
"""The scans that run least often that still run every hour, and one hour of grace."""


def looks(moment: datetime) -> Iterator[Look]:
    """The way out, what waits, what was given up, and the scans."""
    yield way()
    with unscoped("doctor counts mails of every agency"):
        late = Mail.objects.late(moment - STUCK).filter(attempts=0).order_by("not_before").first()
        open_ = Mail.objects.late(moment).count()
        failed = Mail.objects.filter(state=State.FAILED, ended_at__gt=moment - RECENT).count()
    yield waiting(late, open_, moment)
    yield given_up(failed)
    yield rounds(moment)


def way(environ: Mapping[str, str] = os.environ) -> Look:
    """A site that others reach needs a mail server."""
    from django.conf import settings

    used = settings.MAIL
    if used.kind == "smtp":
        how = {"starttls": "STARTTLS", "implicit": "TLS", "none": "暗号化なし、このパソコンの中"}[used.tls]
        return Look("メールの送り方", True, f"SMTP（{used.host}:{used.port}、{how}）、{settings.MAIL_FROM} から")
    words = f"フォルダー {used.folder} に書くだけです" if used.kind == "file" else "画面に出すだけです"
    good = not environ.get("SONAE_HOSTS", "").strip()
    remedy = "" if good else "SONAE_MAIL と SONAE_MAIL_FROM を決めてください（docs/how-to/run-for-real.md）"
    return Look("メールの送り方", good, words, remedy)


def waiting(late: Mail | None, open_: int, moment: datetime) -> Look:
    """Nothing waits for longer than some minutes."""
    if late is None:
        return Look("送信待ち", True, f"{open_}件、遅れはありません" if open_ else "ありません")
    minutes = int((moment - late.not_before).total_seconds() // 60)
    remedy = "「sonae serve」か「sonae work」が動いているかを確かめてください"
    return Look("送信待ち", False, f"いちばん古いものが{minutes:,}分待っています（全部で{open_}件）", remedy)


def given_up(failed: int) -> Look:
    """Nothing was given up lately."""
    if not failed:
        return Look("送れなかったメール", True, f"この{RECENT.days}日間にはありません")
    remedy = "業務の画面の「送信」に理由があります。メールサーバーの設定も確かめてください"
    return Look("送れなかったメール", False, f"この{RECENT.days}日間に{failed}件あります", remedy)


def rounds(moment: datetime) -> Look:
    """Scheduled scans run, and none fails."""
    runs = list(ScanRun.objects.order_by("name"))
    if not runs:
        return Look("定期の仕事", True, "まだ動かしたことがありません")
    broken = [run.name for run in runs if run.error]
    newest = max(run.at for run in runs)
    if moment - newest > ROUND:
        hours = int((moment - newest).total_seconds() // 3600)
        remedy = "「sonae serve」か「sonae work」を動かしてください"
        return Look("定期の仕事", False, f"{hours:,}時間、動いていません", remedy)
    if broken:
        return Look("定期の仕事", False, f"失敗しています: {'、'.join(broken)}", "記録（ログ）の error を見てください")
    return Look("定期の仕事", True, f"{len(runs)}種類、動いています")
