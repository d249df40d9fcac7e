"""Names as they are compared: however they are written, the same company gives the same key.

NFKC, hiragana as katakana, small kana as large, old forms of characters as the common ones, without the words for the
legal form, without anything that is no letter and no digit. Telephone numbers and postcodes come out as bare digits.
"""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_COMMON = str.maketrans(
    "髙﨑濵濱邉邊齋齊斎澤櫻廣國嶋嶌冨龍眞惠德𠮷瀧淵條榮實壽藏學會圓豐萬與黑鐵濟關氣曾祐靜來應緖桒",
    "高崎浜浜辺辺斉斉斉沢桜広国島島富竜真恵徳吉滝渕条栄実寿蔵学会円豊万与黒鉄済関気曽祐静来応緒桑",
)
"""Forms that people write for each other in names; the key need not be right, only the same."""
_LEGAL_FORMS = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|特定非営利活動法人|独立行政法人"
    "|(?:一般|公益)?(?:社団|財団)法人|(?:医療|学校|宗教|社会福祉|税理士|弁護士)法人"
    "|カブシキ[カガ]イシヤ|ユウゲン[カガ]イシヤ|ゴウドウ[カガ]イシヤ"
    r"|\((?:株|有|同|資|名|医|社|財|学|福|宗)\)"
)
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
MOST_LETTERS = 400


def folded(text: str) -> str:
    """The key of a name; of words, one key after another without a gap. Empty where nothing is left to compare."""
    now, before = text[:MOST_LETTERS], None
    while now != before:
        before, now = now, _once(now)
    return now


def folded_words(text: str) -> list[str]:
    """The keys of each word of what somebody looks for."""
    return [key for key in (folded(word) for word in unicodedata.normalize("NFKC", text).split()) if key]


def alike(text: str) -> str:
    """Words of any kind as they are compared: the same folding, and nothing left out of them that is a word."""
    return _bare(_kana(text))


def _once(text: str) -> str:
    return _bare(_LEGAL_FORMS.sub("", _kana(text)))


def _kana(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _VARIANTS.sub("", text)).casefold())
    return plain.translate(_KATAKANA).translate(_LARGE).translate(_COMMON)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() and letter != "ー")


def digits_of(text: str) -> str:
    """The digits alone, full-width ones too."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789")
