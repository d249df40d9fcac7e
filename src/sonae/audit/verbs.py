"""What can stand in the log, as sentences. Every room adds its own verbs and the names of its records here.

``{actor}`` is a person's name (write ``{actor}さん``; what acts by itself loses the さん), ``{name}`` the record's.
"""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "audit.looked": "{actor}さんが{name}を見ました",
    "audit.erased": "{actor}さんが{name}の個人情報を消去しました",
    "outbox.released": "{actor}さんがメール「{name}」を送る手続きをしました",
    "outbox.stopped": "{actor}さんがメール「{name}」を取り消しました",
    "outbox.again": "{actor}さんがメール「{name}」をもう一度送る手続きをしました",
    "outbox.allowed": "{actor}さんが{name}を送ってよい宛先に加えました",
    "outbox.disallowed": "{actor}さんが{name}を送ってよい宛先から外しました",
    "audit.exported": "{actor}さんが記録を書き出しました",
    "accounts.signed_in": "{actor}さんがサインインしました",
    "accounts.new_browser": "{actor}さんがはじめてのブラウザーからサインインしました",
    "accounts.password_changed": "{actor}さんが自分のパスワードを変えました",
    "accounts.passkey_added": "{actor}さんが自分のパスキーを追加しました",
    "accounts.passkey_removed": "{actor}さんが自分のパスキーを外しました",
    "accounts.app_added": "{actor}さんが自分の確認コードのアプリを登録しました",
    "accounts.app_removed": "{actor}さんが自分の確認コードのアプリを外しました",
    "accounts.codes_made": "{actor}さんが自分の予備のコードを作りました",
    "accounts.code_spent": "{actor}さんが予備のコードを使いました",
    "accounts.sessions_ended": "{actor}さんが{name}さんのサインインをすべて終わらせました",
    "accounts.recovery_started": "{actor}さんが{name}さんのサインインの復旧を始めました",
    "accounts.recovered": "{actor}さんが復旧のリンクからサインインをやり直しました",
    "accounts.operator_made": "{actor}さんが{name}さんを運営者にしました",
    "accounts.reset_by_console": "{actor}さんが{name}さんの確認方法をすべて外しました",
    "accounts.agency_made": "{actor}さんが代理店「{name}」を作りました",
    "accounts.agency_closed": "{actor}さんが代理店「{name}」を閉じました",
    "accounts.agency_placed": "{actor}さんが代理店「{name}」の公開ページの住所を変えました",
    "accounts.agency_reopened": "{actor}さんが代理店「{name}」をもう一度開きました",
    "accounts.invited": "{actor}さんが{name}を招きました",
    "accounts.invited_again": "{actor}さんが{name}に招待を送り直しました",
    "accounts.invitation_revoked": "{actor}さんが{name}への招待を取り消しました",
    "accounts.joined": "{actor}さんが招待を受けてメンバーになりました",
    "accounts.part_changed": "{actor}さんが{name}さんの役割を変更しました",
    "accounts.part_ended": "{actor}さんが{name}さんをメンバーから外しました",
    "accounts.branch_added": "{actor}さんが拠点「{name}」を加えました",
    "accounts.branch_renamed": "{actor}さんが拠点の名前を「{name}」に変えました",
    "accounts.grant_given": "{actor}さんがお客様を{name}に見せる設定をしました",
    "accounts.grant_begun": "{actor}さんがお客様を見られるようになりました",
    "accounts.grant_ended": "{actor}さんが{name}に見せるのを終わらせました",
    "accounts.support_given": "{actor}さんが、運営者の{name}に全部の記録を見せる設定をしました",
    "accounts.support_begun": "運営者の{actor}さんが、助けるために画面に入りました",
    "accounts.profile_changed": "{actor}さんが代理店の設定を変更しました",
    "accounts.published": "{actor}さんが代理店のページを公開しました",
    "accounts.withdrawn": "{actor}さんが代理店のページの公開をやめました",
    "accounts.none_needed": "{actor}さんが、募集文書の承認番号が要らないことを確認しました",
    "accounts.none_needed_back": "{actor}さんが、承認番号が要らないという確認を取り消しました",
    "customers.added": "{actor}さんが{name}を登録しました",
    "customers.changed": "{actor}さんが{name}を変更しました",
    "customers.deleted": "{actor}さんが{name}を削除しました",
    "customers.restored": "{actor}さんが{name}を元に戻しました",
    "customers.exported": "{actor}さんがお客様の一覧を書き出しました",
    "customers.contact_added": "{actor}さんが連絡先の{name}さんを登録しました",
    "customers.contact_changed": "{actor}さんが連絡先の{name}さんを変更しました",
    "customers.contact_removed": "{actor}さんが連絡先の{name}さんを外しました",
    "assessments.started": "{actor}さんが{name}の診断を始めました",
    "assessments.handed_over": "{actor}さんが{name}にお客様の診断を引き継ぎました",
    "assessments.answered": "{actor}さんが{name}の質問に答えました",
    "assessments.run": "{actor}さんが{name}の損害を計算しました",
    "assessments.deleted": "{actor}さんが{name}の診断を消しました",
    "proposals.made": "{actor}さんが{name}の提案書を作りました",
}

KINDS: Mapping[str, str] = {
    "tenancy.agency": "会社",
    "tenancy.branch": "拠点",
    "tenancy.membership": "メンバー",
    "tenancy.grant": "ほかの人に見せる設定",
    "outbox.mail": "メール",
    "outbox.allowed": "送ってよい宛先",
    "accounts.user": "アカウント",
    "accounts.invitation": "招待",
    "accounts.agencyprofile": "代理店の設定",
    "customers.customer": "お客様",
    "customers.contact": "お客様の連絡先",
}
"""Kinds of records as people call them."""

PARTS: Mapping[str, str] = {
    "operator": "運営者",
    "console": "サーバーの管理者",
    "visitor": "公開ページのお客様",
    "schedule": "定期の処理",
    "system": "自動の処理",
}
"""What acts where no member does."""
