"""What hostile or unlucky people send, once for the whole product. Each family copies holes that peers had.

Everything here is text or bytes; how it is sent is the business of the tests. What must not happen: an answer 500, a
script that runs, a change on GET, a field that nobody offered taken over, a body that costs us memory.
"""

from __future__ import annotations

from typing import NamedTuple

SUM = 1234 * 4321
"""A template that evaluates ``{{1234*4321}}`` betrays itself by this number."""


class Bad(NamedTuple):
    """One text: its family, and the text."""

    family: str
    text: str


MARKUP = (
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<script>alert(1)</script>",
    "</textarea></title><script>alert(1)</script>",
    "<iframe/src=javascript:alert(1)>",
    '<a href="javascript:alert(1)">押す</a>',
    "[押す](javascript:alert(1))",
    "javascript:alert(1)",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "<style>*{display:none}</style>",
)
TEMPLATES = (
    f"{{{{{1234}*{4321}}}}}",
    "{% include '/etc/passwd' %}",
    "{% debug %}",
    "{{ settings.SECRET_KEY }}",
    "${1234*4321}",
    "#{1234*4321}",
    '#read("/etc/passwd")',
    "{0.__class__.__mro__}",
    "%(secret)s %n%n%n",
)
SQL = ("1 or 1=1", "' OR '1'='1", "1; DROP TABLE assessments_draft;--", "%", "_", "\\", "1' UNION SELECT 1--")
NUMBERS = (
    "-1",
    "0",
    "00",
    "１２",
    "1e308",
    "1e-400",
    "NaN",
    "inf",
    "-inf",
    "Infinity円",
    "9223372036854775808",
    "-9223372036854775809",
    "1" * 60,
    "9" * 400,
    "0x7f",
    "1_000",
    "1,,000",
    "1.5.2",
    "٣٤",
    "Ⅻ",
    "½",
    "五億",
    "５億３千万円",
    "▲200万",
    "3千万億",
    "−5",
    "+5",
    "5%",
    "true",
    "null",
    "None",
)
UNICODE = (
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\udfff\ud800",
    "\u202e逆さま",
    "\ufeff先頭",
    "\u200b\u200b",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦" * 20,
    "髙﨑①㈱𠮷",
    "ｶﾌﾞｼｷｶﾞｲｼｬ",
    "a\r\nSet-Cookie: x=1",
    "\t \n\u3000",
    "\u2028\u2029",
    "\x1b[31m赤",
)
PATHS = ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "C:\\con.pdf", "a\u0000.pdf", ".", "..", "名前. ")
ADDRESSES = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "http://127.0.0.1:80",
    "http://169.254.169.254/",
    "http://a@127.0.0.1",
    "file:///etc/passwd",
    "gopher://127.0.0.1",
    "data:text/html,<script>alert(1)</script>",
)
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1+1", '=HYPERLINK("http://evil.example")')
JSON_LIKE = ('{"$gt": ""}', "[]", "{}", '{"body": {}}', "[1, 2]", '"')
LONG = ("あ" * 255, "あ" * 5_000, "x" * 100_000)

FAMILIES = {
    "markup": MARKUP,
    "templates": TEMPLATES,
    "sql": SQL,
    "numbers": NUMBERS,
    "unicode": UNICODE,
    "paths": PATHS,
    "addresses": ADDRESSES,
    "formulas": FORMULAS,
    "json": JSON_LIKE,
    "long": LONG,
}
TEXTS = tuple(Bad(family, text) for family, texts in FAMILIES.items() for text in texts)
FEW = tuple(Bad(family, texts[0]) for family, texts in FAMILIES.items()) + tuple(
    Bad("again", text) for text in ("\ud800", "9223372036854775808", "<script>alert(1)</script>", "NaN", "１２")
)
"""One of each family, and those that have broken something somewhere before: for the quick set."""

NOT_OFFERED = {
    "id": "1",
    "pk": "1",
    "subject": "1",
    "subject_id": "1",
    "draft": "1",
    "link_hash": "0" * 64,
    "results_hash": "0" * 64,
    "expires_at": "2099-01-01",
    "created_by": "1",
    "is_staff": "1",
    "tenant_id": "1",
    "agency": "1",
    "storage_key": "../x",
    "result": "{}",
    "inputs": "{}",
    "pack_hash": "0" * 64,
    "seed": "2",
    "next": "//evil.example",
    "_method": "DELETE",
    "__proto__": "1",
}
"""Stored fields posted back although no form offers them."""

VERBS = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "HEAD", "PROPFIND", "get")
BIG = 10_000_000
BODIES = (
    ("application/json", b'{"form": {}}'),
    ("application/json", b"[" * 2_000),
    ("application/xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    ("text/plain", b"form=1"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00form=%ff%fe&form=2&=&&%"),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(5_000))),
    ("application/x-www-form-urlencoded; charset=utf-7", b"form=+ADw-script+AD4-"),
    ("application/x-www-form-urlencoded; charset=none-such", b"form=1"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=" + "b" * 300, b"--" + b"b" * 300),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\n'),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="form"; filename="../../x"\r\n\r\n<script>\r\n--x--\r\n',
    ),
    ("", b"form=1"),
    ("\x00", b""),
)
"""Content type and body."""
HEADERS = (
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "testserver:80:80"},
    {"HTTP_HOST": "a,b"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_PROTO": "javascript"},
    {"HTTP_X_FORWARDED_FOR": "<script>, ' OR 1=1, \u00e3"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5_000},
    {"HTTP_COOKIE": "sessionid=../../etc; form=1; =; ;;"},
    {"HTTP_REFERER": "javascript:alert(1)"},
    {"HTTP_USER_AGENT": "() { :; }; echo x"},
    {"HTTP_RANGE": "bytes=0-,-1,5-2"},
    {"HTTP_IF_MODIFIED_SINCE": "never"},
    {"HTTP_CONTENT_LENGTH": "-1"},
)
QUERIES = (
    "?__proto__=1",
    "?back=//evil.example",
    "?a=%00",
    "?a=%ff%fe",
    "?" + "a=1&" * 900,
    "?%",
    "?back[]=check&back=1",
)
