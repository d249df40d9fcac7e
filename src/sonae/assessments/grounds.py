"""Why a figure is what it is: the facts behind it, each with value, source or 仮定, year and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sonae_core.packs.facts import Fact
from sonae_core.packs.references import FactRef, references
from sonae_core.packs.snapshot import Pack
from sonae_paper.text.dates import plain_date
from sonae_paper.text.facts import quantity
from sonae_paper.text.labels import CONFIDENCES, GRADES
from sonae_paper.text.numbers import about_yen, out_of_companies

Json = Mapping[str, Any]

OWN = "自社の値"
CHANGEABLE = ("assumed", "unverified")


@dataclass(frozen=True)
class Entry:
    """One fact as a reader meets it."""

    id: str
    title: str
    quantity: str
    mark: str
    kind: str
    source: str
    url: str
    year: str
    reason: str
    """Why an assumption is what it is."""
    why: tuple[tuple[str, str], ...]
    """Heading and sentence: method, whom it describes, what would replace it."""
    can_change: bool


@dataclass(frozen=True)
class Group:
    """Facts that belong together."""

    title: str
    entries: tuple[Entry, ...]
    scenario: str = ""
    """The kind of event that has a page of its own with all of its facts."""


@dataclass(frozen=True)
class Grounds:
    """The page about one figure."""

    title: str
    figure: str
    says: tuple[str, ...]
    groups: tuple[Group, ...]


def grounds(answer: Json, pack: Pack, what: str, name: str, *, only_open: bool = False) -> Grounds | None:
    """The page; None for a figure that the answer does not have."""
    made = _Maker(answer, pack, only_open)
    kinds = {
        "event": made.event,
        "frequency": made.frequency,
        "year": made.year,
        "premium": made.premium,
        "all": made.everything,
    }
    if what in kinds:
        return None if name else kinds[what]()
    named = {"line": made.line, "scenario": made.scenario, "measure": made.measure}
    return named[what](name) if what in named else None


class _Maker:
    """Looks facts up in the answer, and what the answer does not say of them in the packs."""

    def __init__(self, answer: Json, pack: Pack, only_open: bool) -> None:
        self.answer, self.pack, self.only_open = answer, pack, only_open
        self.sources = {each["id"]: each for each in answer["sources"]}

    # --- one page each ----------------------------------------------------------------------------------------------

    def event(self) -> Grounds:
        """The headline."""
        event = self.answer["event"]
        says = (
            (
                "起こりうる事故を、種類ごとに何万件も組み立て、1件ずつ費目を足します。そのうち大きな事故だけを並べたとき、"
                "まん中にくる額がこの金額です。"
            ),
            "「多くは」の範囲は、安いほうと高いほうから1割ずつを除いたものです。",
        )
        lines = sorted(event["lines"], key=lambda line: -line["gross"])
        groups = [self._group(line["title"], line["facts"]) for line in lines]
        limit = self._group("大きな事故と数える額", [str(self.pack.parameters.threshold_serious)])
        return self._page("大きな事故1回の金額", about_yen(event["median"]), says, [limit, *groups])

    def frequency(self) -> Grounds:
        """How often."""
        found = self.answer["frequency"]
        says = (
            (
                "事故の種類ごとに、同じ業種と規模の会社で1年に起きる回数を出し、会社の答え（守りの有無）をかけ合わせます。"
                "そのうち大きな事故になるものだけを数えています。"
            ),
            f"小さな事故も入れると、1年に1回以上起きる会社は{out_of_companies(found['any'])}です。",
        )
        ordered = sorted(found["scenarios"], key=lambda each: -each["serious"])
        groups = [
            replace(
                self._group(f"{each['title']}: {out_of_companies(each['serious'])}", each["facts"]), scenario=each["id"]
            )
            for each in ordered
        ]
        return self._page("1年に大きな事故に遭う会社", out_of_companies(found["serious"]), says, groups)

    def year(self) -> Grounds:
        """The loss curve."""
        says = (
            (
                "起きる回数と、起きたときの金額を組み合わせて、1年の合計がある額を超える確率を計算しています。"
                "何も起きない年も、2回起きる年も入っています。"
            ),
            "保険があるときは、事故1回ごとに契約の条件を当てはめてから合計します。",
        )
        event, often = self.event(), self.frequency()
        return self._page("1年に自社から出るお金", "", says, [*often.groups, *event.groups])

    def premium(self) -> Grounds | None:
        """The band of the premium."""
        found = self.answer["premium"]
        if found is None:
            return None
        says = (
            f"{found['basis']}。",
            "売上、業種、限度額、免責金額、対策の回答から目安の幅を出しています。保険会社の見積もりではありません。",
        )
        names = _refs([self.pack.premium])
        figure = f"年{found['low']:,}〜{found['high']:,}円"
        return self._page("保険料の目安", figure, says, [self._group("使った数字", names)])

    def line(self, name: str) -> Grounds | None:
        """One cost line."""
        line = next((each for each in self.answer["event"]["lines"] if each["id"] == name), None)
        if line is None:
            return None
        says = (
            (
                "単価に、調べる台数・知らせる人数・止まる時間などの数をかけ、その費目がかかる確率で重みを付けます。"
                "数と確率は事故の種類で違うため、大きな事故がいちばん多い種類のものを載せています。"
            ),
        )
        return self._page(line["title"], about_yen(line["gross"]), says, [self._group("使った数字", line["facts"])])

    def scenario(self, name: str) -> Grounds | None:
        """One kind of event."""
        found = next((each for each in self.answer["frequency"]["scenarios"] if each["id"] == name), None)
        if found is None:
            return None
        structure = self.pack.scenarios.get(name)
        names = [*found["facts"], *([] if structure is None else _refs([structure]))]
        return self._page(found["title"], out_of_companies(found["serious"]), (), [self._group("使った数字", names)])

    def measure(self, name: str) -> Grounds | None:
        """One measure: what it costs and what it changes."""
        step = next((each for each in self.answer["measures"]["chosen"] if each["id"] == name), None)
        measure = self.pack.measures.get(name)
        if step is None or measure is None:
            return None
        less = -step["change"]["gross"]
        says = (
            (
                "上から順に行い、前の対策が済んだものとして、それぞれの効き目を計算しています。"
                "順番が変わると、1つずつの効き目も変わります。"
            ),
            f"効き目は{GRADES[step['grade']]}です。だれについての数字か: {measure.population}",
        )
        costs, effects = _refs([measure.cost]), _refs(measure.effects)
        groups = [self._group("費用と手間", costs), self._group("効き目", effects)]
        figure = f"1年の損害の平均が{about_yen(less)}減る" if less > 0 else "損害は変わらない"
        return self._page(step["title"], figure, says, groups)

    def everything(self) -> Grounds:
        """All facts, by where the calculation uses them first."""
        groups, seen = [], set[str]()
        for title, names in self._uses():
            groups.append(self._group(title, [name for name in names if name not in seen]))
            seen.update(names)
        groups.append(self._group("そのほか", [name for name in self.sources if name not in seen]))
        says = ("「仮定」には、確かな国内の統計がまだありません。幅と理由、何がわかれば置き換えるかを書いています。",)
        title = "直せる数字" if self.only_open else "使った数字のすべて"
        return self._page(title, f"{sum(len(group.entries) for group in groups)}件", says, groups)

    def _uses(self) -> list[tuple[str, list[str]]]:
        """Parts of the calculation with the facts that each refers to."""
        pack = self.pack
        parts: list[tuple[str, Any]] = [(f"事故: {each.title}", each) for each in pack.scenarios.values()]
        parts += [(f"費目: {each.title}", each) for each in pack.lines.values()]
        parts += [(f"対策: {each.title}", each) for each in pack.measures.values()]
        parts += [(f"質問: {each.text}", each) for each in pack.questions.values()]
        parts += [("計算の全体", pack.parameters), ("保険料の目安", pack.premium)]
        return [(title, _refs([part])) for title, part in parts]

    # --- parts ------------------------------------------------------------------------------------------------------

    def _page(self, title: str, figure: str, says: Sequence[str], groups: Iterable[Group]) -> Grounds:
        return Grounds(title, figure, tuple(says), tuple(group for group in groups if group.entries))

    def _group(self, title: str, names: Iterable[str]) -> Group:
        found = [self._entry(self.sources[name]) for name in dict.fromkeys(names) if name in self.sources]
        return Group(title, tuple(each for each in found if each.can_change or not self.only_open))

    def _entry(self, source: Json) -> Entry:
        return entry(source, self.pack)


def entry(source: Json, pack: Pack) -> Entry:
    """A fact of an answer in words; reasons come from the packs, which may be younger than the answer."""
    fact, own = pack.facts.get(source["id"]), bool(source.get("own"))
    return Entry(
        id=source["id"],
        title=source["title"],
        quantity=quantity(source),
        mark=OWN if own else CONFIDENCES[source["confidence"]],
        kind="own" if own else source["confidence"],
        source="" if own else source["source"] or "",
        url=_address(source, own),
        year=plain_date(date.fromisoformat(source["as_of"])),
        reason="" if fact is None or own else fact.rationale or "",
        why=() if fact is None else _why(fact),
        can_change=fact is not None and source["confidence"] in CHANGEABLE,
    )


def _address(source: Json, own: bool) -> str:
    url = source["url"] or ""
    return url if url.startswith(("https://", "http://")) and not own else ""


def _why(fact: Fact) -> tuple[tuple[str, str], ...]:
    told = (
        ("計算のしかた", fact.method),
        ("だれの数字か", fact.population),
        ("注", fact.note),
        ("これがわかれば置き換えます", fact.replaces_when),
    )
    return tuple((title, text) for title, text in told if text)


def _refs(parts: Iterable[Any]) -> list[str]:
    return [str(ref) for part in parts for _, ref in references(part) if isinstance(ref, FactRef)]
