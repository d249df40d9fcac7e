"""Pages that are no text of a folder and no item of a pack: their titles, summaries and days of review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_BUILT = date(2026, 11, 28)


@dataclass(frozen=True)
class Place:
    """One of them; ``kind`` as in ``registry.Kind``."""

    name: str
    title: str
    summary: str
    kind: str = "tool"
    words: str = ""
    reviewed: date = _BUILT
    """When somebody last read the page as a whole."""
    for_house: bool = False


PLACES = (
    Place(
        "first",
        "サイバー攻撃を受けたら、いくらかかるか",
        "会社の規模と12の答えから、かかる費用、保険から出る額、先にやることを計算します。登録なし、3分です。",
        words="診断 試算 損害額 見込み 金額 無料",
    ),
    Place(
        "emergency",
        "いま被害に遭っている方へ",
        "サイバー攻撃や情報漏れが起きたとき、はじめの10分にすること、してはいけないこと、相談先です。",
        "tejun",
        words="緊急 初動 相談先 電話 警察 被害",
    ),
    Place(
        "duty-check",
        "情報が漏れたとき、報告が要るか、いつまでか",
        "3つの質問で、個人情報の漏えいの報告が要るかを確かめ、速報と確報の期限を日付で出します。",
        words="報告義務 個人情報保護委員会 速報 確報 期限 漏えい カレンダー",
    ),
    Place(
        "duties",
        "知らせる義務と窓口",
        "事故のときに知らせる相手と期限を、会社の種類ごとに一覧にしました。",
        words="届出 届け出 窓口 通報 警察 監督官庁",
    ),
    Place(
        "interruption",
        "仕事が止まったときの損失",
        "仕事が止まった日数と止まる割合から、失う利益と出ていく固定費を計算し、待機時間の分を引きます。",
        words="停止損失 休業 利益 固定費 待機時間 操業",
    ),
    Place(
        "quote-check",
        "調査（フォレンジック）の見積もりを確かめる",
        "パソコンとサーバーの台数と金額から、フォレンジック調査の見積もりを公表された幅と比べます。",
        words="フォレンジック 見積書 業者 費用 高い 安い",
    ),
    Place(
        "cover",
        "保険で出るもの、出ないもの",
        "費目と事故の組み合わせごとに、どの補償から出るか、条件は何か、出ない場合は何かを示します。",
        words="補償 支払い 免責 限度額 サイバー保険 賠償",
    ),
    Place(
        "contact-card",
        "緊急連絡先カードを作る",
        "事故のときに電話する先を1枚にまとめ、財布用と壁用の印刷物にします。入力は残しません。",
        words="連絡先 電話番号 印刷 名刺 財布",
    ),
    Place(
        "directives",
        "経営者が指示する十のこと",
        "国の手引きの重要10項目を、10の質問で自分で確かめ、次にすることを3つに絞ります。",
        words="経営ガイドライン 重要10項目 自己点検 経営者",
    ),
    Place(
        "nicter",
        "攻撃関連通信の推移",
        "国の研究機関が観測した、攻撃に関係する通信の数です。年ごとの数字と、何を表し何を表さないかを示します。",
        words="NICTER NICT 観測 件数 統計 パケット グラフ",
    ),
    Place(
        "incidents",
        "事故は八つの形",
        "よくある事故を8つに分け、起き方、防ぎ方、起きたときの費用、対応する補償をまとめました。",
        "jiko",
        words="インシデント 種類 一覧",
    ),
    Place(
        "cases",
        "公表された事故の費用",
        "実際に起きた事故で公表された費用を、費目ごとに並べました。自社の規模に置きかえられます。",
        "jirei",
        words="事例 病院 費用 実例",
    ),
    Place(
        "qa",
        "専門家に訊く",
        "小さな会社からよく聞かれる質問に、3行と、少し詳しい答えで答えます。",
        "qa",
        words="質問 よくある質問 回答 相談",
    ),
    Place(
        "glossary",
        "言葉の説明",
        "サイバー攻撃と保険の言葉を、2文までで説明します。五十音順です。",
        "kotoba",
        words="用語集 用語 意味 辞書",
    ),
    Place(
        "news",
        "お知らせ",
        "法律や制度の変わったところと、このサイトの変わったところです。",
        "oshirase",
        words="新着 更新 ニュース 改正",
    ),
    Place(
        "house",
        "代理店について",
        "名称と所在地、取扱保険会社、代理と媒介の別、勧誘方針、個人情報の取り扱い、苦情の窓口です。",
        "site",
        words="会社概要 所在地 勧誘方針 苦情 取扱保険会社",
        for_house=True,
    ),
    Place(
        "request",
        "資料請求・お問い合わせ",
        "資料の請求、質問、電話のご希望を受け付けます。契約の有無にかかわらず、どなたでも使えます。",
        "site",
        words="問い合わせ 資料 相談 スタートブック 電話",
        for_house=True,
    ),
    Place(
        "method",
        "計算方法と出典",
        "試算の考え方と、使っている数字のすべて、その出典、仮定の幅と理由です。",
        "site",
        words="根拠 出典 仮定 数字 モデル",
    ),
    Place(
        "privacy",
        "個人情報の取り扱い",
        "診断の答えや、お送りいただいた内容を、何のために、いつまで、どう残すかです。",
        "site",
        words="プライバシー クッキー 消す 削除",
    ),
    Place(
        "accessibility",
        "アクセシビリティ",
        "このサイトが目指している使いやすさと、まだ確かめていないことです。",
        "site",
        words="使いやすさ 読み上げ 障害",
    ),
)
