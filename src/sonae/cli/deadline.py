"""``sonae deadline``: must a breach be reported, and until when; one question, or many as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from sonae_core.law.answer import Adviser, Answer
    from sonae_core.law.breach_report import ReportDates

SUMMARY = "情報が漏れたとき、報告が要るか、いつまでかを答えます"
MAX_LINE = 1_000_000
NAMES = {
    "known": "--known",
    "triggers": "--trigger",
    "persons": "--persons",
    "exempt": "--exempt",
    "entity": "--entity",
}
GRADES = {
    "verified": "出典の本文で確認済み",
    "derived": "確認した決まりからの計算",
    "unverified": "未確認を含む",
    "assumed": "仮定を含む",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--known", metavar="日時", help="会社のどこかの部署が知った日（2026-10-24、2026-10-24T08:00+09:00）"
    )
    parser.add_argument(
        "--trigger",
        metavar="要件",
        action="append",
        help="起きたこと（くり返せます）。sensitive（要配慮）property（財産）malicious（不正の目的）volume（人数）。"
        "マイナンバーは systems malicious exposed volume。別の日に知ったものは malicious=2026-10-30 のように",
    )
    parser.add_argument("--persons", metavar="人数", help="考えられる最大の人数か unknown。volume には必ず要ります")
    parser.add_argument(
        "--exempt", metavar="理由", help="encrypted（高度な暗号化）か recovered_unread（見られる前に全部回収）"
    )
    parser.add_argument(
        "--entity", metavar="だれ", help="business（ふつうの事業者。書かなければこれ）か number（マイナンバー）"
    )
    parser.add_argument("--json", action="store_true", help="JSONで答えます")
    parser.add_argument("--jsonl", action="store_true", help="標準入力の1行を1つの質問として、1行ずつJSONで答えます")


def run(args: argparse.Namespace) -> int:
    """Answer one question, or the questions on standard input; InputError for what cannot be read."""
    if args.jsonl:
        _refuse_options(args)
        return answer_lines(sys.stdin.buffer, sys.stdout.buffer)
    from sonae_core.law.answer import adviser
    from sonae_core.law.question import read_question

    desk = adviser()
    answer = desk.answer(read_question(_asked(args), desk.law, NAMES), NAMES["known"])
    if args.json:
        from sonae.cli.terminal import print_json

        print_json(answer.as_json())
    else:
        print("\n".join(text(answer)))
    return 0


def _refuse_options(args: argparse.Namespace) -> None:
    for field, option in NAMES.items():
        if getattr(args, option.removeprefix("--")) is not None:
            raise InputError(option, "--jsonl と一緒には使えません", f"それぞれの行に {field} として書いてください")


def _asked(args: argparse.Namespace) -> dict[str, Any]:
    """The options as the question a JSON line would hold."""
    return {
        "known": args.known,
        "triggers": [_trigger(text) for text in args.trigger or []],
        "persons": _persons(args.persons),
        "exempt": args.exempt,
        "entity": args.entity,
    }


def _trigger(text: str) -> str | dict[str, str]:
    kind, equals, known = text.partition("=")
    return {"kind": kind, "known": known} if equals else text


def _persons(text: str | None) -> Any:
    from sonae_core.values.document import number

    value = None if text is None else number(text)
    return text if value is None else value


# --- JSON lines -----------------------------------------------------------------------------------------------------


def answer_lines(questions: BinaryIO, answers: BinaryIO) -> int:
    """Answer line by line, in order, as the lines arrive; InputError at the end when some could not be read."""
    from sonae_core.law.answer import adviser

    desk = adviser()
    bad: list[int] = []
    for number, line in enumerate(_lines(questions), start=1):
        if line is not None and not line.strip():
            continue
        try:
            found = _answer_line(line, desk)
        except InputError as error:
            bad.append(number)
            found = {"line": number, "error": str(error)}
        text = json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        answers.write(text.encode("utf-8", "replace") + b"\n")
        answers.flush()
    if bad:
        raise InputError(
            "--jsonl", f"{len(bad)}行が読めませんでした（最初は{bad[0]}行目）", "その行の error を見て直してください"
        )
    return 0


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each line without a byte order mark; None for one that is too long (read to its end, not kept)."""
    first = True
    while line := stream.readline(MAX_LINE + 2):
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if len(line.rstrip(b"\r\n")) <= MAX_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def _answer_line(line: bytes | None, desk: Adviser) -> dict[str, Any]:
    from sonae_core.law.question import read_question

    if line is None:
        raise InputError("(全体)", f"1行が{MAX_LINE:,}バイトを超えています", "1行に1つの質問を書いてください")
    return desk.answer(read_question(_parse(line), desk.law)).as_json()


def _parse(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"), object_pairs_hook=_pairs, parse_constant=_not_a_number)
    except UnicodeDecodeError:
        raise InputError("(全体)", "UTF-8ではない文字があります", "UTF-8で書き直してください") from None
    except (ValueError, RecursionError):
        raise InputError(
            "(全体)", "JSONとして読めません", '{"known": "2026-10-24", "triggers": ["malicious"]} の形に'
        ) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(twice[:40], "同じ項目が2回あります", "どちらかを消してください")
    return found


def _not_a_number(text: str) -> NoReturn:
    raise InputError("(全体)", f"{text} は使えません", "有限の数で書いてください")


# --- text for people ------------------------------------------------------------------------------------------------


def text(answer: Answer) -> Iterator[str]:
    """The answer as calm text, line by line."""
    if answer.dates is None:
        yield "報告の義務はありません。"
    else:
        yield "報告が必要です。"
        yield ""
        yield from _deadlines(answer, answer.dates)
    yield ""
    yield "そのわけ"
    yield from (f"  ・{sentence}" for sentence in answer.explanation)
    yield ""
    if answer.dates is not None:
        yield "報告に書くこと（◎は本人にも知らせること。速報では、分かっているものだけ）"
        for item in answer.regime.items.items:
            yield f"  {item.number} {'◎' if item.to_persons else '　'}{item.title}: {item.fill}"
        yield ""
    yield from _trust(answer)


def _deadlines(answer: Answer, dates: ReportDates) -> Iterator[str]:
    from sonae_core.law.calendar import japanese_date, short_date

    final = dates.final
    yield f"  速報    すぐに。遅くとも{short_date(dates.guide_last)}ごろまで（分かっていることだけで出せます）"
    if dates.alternatives:
        others = [final.due, *(each.deadline.due for each in dates.alternatives)]
        first, *rest = sorted(others)
        yield f"  確報    {japanese_date(first)}までに出すことをお勧めします"
        yield f"          （1日目の読み方によっては {'、'.join(japanese_date(day) for day in rest)}）"
    else:
        yield f"  確報    {japanese_date(final.due)}まで（{final.days}日目{_moved(answer, dates)}）"
    yield "  本人へ  状況に応じてすみやかに（日数の決まりはありません）"
    yield f"  報告先  {answer.regime.recipient.explanation[0].removeprefix('報告先は')}"


def _moved(answer: Answer, dates: ReportDates) -> str:
    from sonae_core.law.calendar import short_date

    return f"の{short_date(dates.final.raw)}が閉庁日のため、次の開庁日" if dates.final.moved else ""


def _trust(answer: Answer) -> Iterator[str]:
    yield f"この答えの確かさ: {GRADES[answer.confidence.value]}"
    yield f"使った決まり: {answer.regime.title}（{answer.valid_from.isoformat()}からのもの）"
    yield "出典"
    for source in answer.sources:
        grade = GRADES[str(source["confidence"])].removesuffix("を含む")  # one source is not a mixture
        yield f"  ・{source['title']} {source['locator']}"
        yield f"    {source['url'] or ''}（{source['as_of']} 時点、{grade}）"
