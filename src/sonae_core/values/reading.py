"""From what a document holds to typed values, and from pydantic's findings to one line that helps.

Numbers arrive as ``int`` or ``Decimal`` (``document``); a program that calls the library may pass floats. The types
below refuse text, booleans, NaN and infinities, and say in which range a value has to lie.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from sonae_core.values.document import Document, field_path
from sonae_core.values.errors import InputError

MAX_YEN = 10**15

Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """Base of everything read from people: unknown keys are refused, values cannot change afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def wrong(problem: str, remedy: str) -> PydanticCustomError:
    """The error a validator raises: a problem and its remedy, in Japanese."""
    return PydanticCustomError("sonae", "{problem}\n{remedy}", {"problem": problem, "remedy": remedy})


def told(error: ValueError) -> tuple[str, str]:
    """The problem and the remedy of what ``wrong`` has made."""
    problem, remedy = str(error).split("\n", 1)
    return problem, remedy


def in_sentences(error: ValueError) -> str:
    """The same as a person reads it below a field."""
    return "".join(f"{part}。" for part in told(error))


def shown(value: Any) -> str:
    """A value as errors quote it, short."""
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"


def decimal(value: Any) -> Decimal:
    """A finite number as an exact decimal; raises the error a person reads otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise wrong(f"数ではありません（{shown(value)}）", "数で書いてください（例: 0.5、1_000_000、1e6）")
    if not math.isfinite(value):
        raise wrong(f"有限の数ではありません（{shown(value)}）", "NaNや無限大は使えません")
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _within(value: Decimal, low: int | None, high: int | None) -> None:
    if low is not None and value < low:
        raise wrong(f"{low}より小さい数です（{shown(value)}）", f"{low}以上にしてください")
    if high is not None and value > high:
        raise wrong(f"{high:,}より大きい数です（{shown(value)}）", f"{high:,}以下にしてください")


def decimal_within(value: Any, low: int, high: int) -> Decimal:
    """A number between ``low`` and ``high`` that may have decimals, exact."""
    exact = decimal(value)
    _within(exact, low, high)
    return exact


def whole(value: Any, low: int = 0, high: int = MAX_YEN, unit: str = "") -> int:
    """A whole number between ``low`` and ``high``; 1e6 and 1_000_000 are whole numbers too."""
    exact = decimal(value)
    _within(exact, low, high)
    if exact != exact.to_integral_value():
        raise wrong(f"整数ではありません（{shown(value)}）", f"小数点のない{unit or '数'}で書いてください")
    return int(exact)


def _yen(value: Any) -> int:
    return whole(value, unit="円")


def _amount(value: Any) -> Decimal:
    exact = decimal(value)
    _within(exact, 0, MAX_YEN)
    return exact


def _share(value: Any) -> Decimal:
    exact = decimal(value)
    _within(exact, 0, 1)
    return exact


def _finite(value: Any) -> float:
    exact = float(decimal(value))
    if not math.isfinite(exact):
        raise wrong(f"大きすぎる数です（{shown(value)}）", "桁を減らしてください")
    return exact


def _positive(value: Any) -> float:
    number = _finite(value)
    if number <= 0:
        raise wrong(f"0以下の数です（{shown(value)}）", "0より大きい数にしてください")
    return number


def _not_negative(value: Any) -> float:
    number = _finite(value)
    if number < 0:
        raise wrong(f"0より小さい数です（{shown(value)}）", "0以上にしてください")
    return number


def _identifier(value: Any) -> str:
    if (
        not isinstance(value, str)
        or not value.isascii()
        or not value.replace("_", "").isalnum()
        or value != value.lower()
        or len(value) > 64
    ):
        raise wrong(f"idとして使えません（{shown(value)}）", "英小文字、数字、_ だけで64文字までにしてください")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(f"文字ではありません（{shown(value)}）", "文字で書いてください。数字なら引用符で囲みます")
    return value


def _one_line(value: Any) -> str:
    text = _text(value)
    if len(text.splitlines()) > 1:
        raise wrong("行が2つ以上あります", "1行で書いてください")
    return text.strip()


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_one_line), Field(max_length=200)]
"""What a company, product or policy is called: one line of at most 200 characters."""
Identifier = Annotated[str, BeforeValidator(_identifier), Field(json_schema_extra={"pattern": "^[a-z0-9_]{1,64}$"})]
_INTEGER_SCHEMA: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": MAX_YEN}


def _json_number(value: Decimal) -> int | float:
    """A decimal as JSON writes it, so that what was read can be read again."""
    return int(value) if value == value.to_integral_value() else float(value)


def _number_schema(high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "minimum": 0, "maximum": high}, mode="validation")


_AS_NUMBER = PlainSerializer(_json_number, when_used="json")
Yen = Annotated[int, BeforeValidator(_yen), Field(json_schema_extra=_INTEGER_SCHEMA)]
"""Whole yen, 0 to 10^15."""
Amount = Annotated[Decimal, BeforeValidator(_amount), _AS_NUMBER, _number_schema(MAX_YEN)]
"""Yen or hours that may have decimals, exact, 0 to 10^15."""
Share = Annotated[Decimal, BeforeValidator(_share), _AS_NUMBER, _number_schema(1)]
"""A share or probability between 0 and 1, exact."""
Finite = Annotated[float, BeforeValidator(_finite)]
Positive = Annotated[float, BeforeValidator(_positive), Field(json_schema_extra={"exclusiveMinimum": 0})]
NotNegative = Annotated[float, BeforeValidator(_not_negative), Field(json_schema_extra={"minimum": 0})]


def read(model: type[Model], document: Document | Any, *, under: str = "") -> Model:
    """The document as ``model``; InputError names the field, its line where known, and the remedy."""
    data = document.data if isinstance(document, Document) else document
    name = document.name if isinstance(document, Document) else under
    if not isinstance(data, Mapping):
        raise InputError(name or "(全体)", "項目の並びではありません", "「項目: 値」の形で書いてください")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _first(error, model, document, name) from None


def _first(error: ValidationError, model: type[BaseModel], document: Document | Any, name: str) -> InputError:
    finding = error.errors(include_url=False)[0]
    path = tuple(part for part in finding["loc"] if not (isinstance(part, str) and _is_marker(part)))
    problem, remedy = _sentences(finding, model)
    where = field_path(path)
    if isinstance(document, Document):
        line = document.line(path)
        where = f"{name}: {where}" + (f"（{line}行目）" if line else "")
    elif name:
        where = f"{name}.{where}"
    return InputError(where, problem, remedy)


def _is_marker(part: str) -> bool:
    """Pydantic puts the names of union members and validators among the fields."""
    return part.startswith(("function-", "tagged-union")) or part == "[key]"


_PROBLEMS: dict[str, tuple[str, str]] = {
    "missing": ("必要な項目がありません", "この項目を書き足してください"),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type", "mapping_type"),
        ("項目の並びではありません（{shown}）", "「項目: 値」の形で書いてください"),
    ),
    **dict.fromkeys(
        ("list_type", "tuple_type"),
        ("並びではありません（{shown}）", "「- 」で始まる並び、または [ ] で書いてください"),
    ),
    **dict.fromkeys(("literal_error", "enum"), ("選べない値です（{shown}）", "次のどれかにしてください: {expected}")),
    **dict.fromkeys(("too_short", "string_too_short"), ("少なすぎます", "{min_length}つ以上にしてください")),
    **dict.fromkeys(("too_long", "string_too_long"), ("長すぎるか、多すぎます", "{max_length}までにしてください")),
    **dict.fromkeys(
        ("bool_type", "bool_parsing"), ("true か false ではありません（{shown}）", "true か false で書いてください")
    ),
    "string_pattern_mismatch": ("形が違います（{shown}）", "{pattern} の形にしてください"),
    "less_than_equal": ("大きすぎる数です（{shown}）", "{le}以下にしてください"),
    "greater_than_equal": ("小さすぎる数です（{shown}）", "{ge}以上にしてください"),
}
"""Problem and remedy for each kind of finding that pydantic has; fields in braces come from the finding."""


def _sentences(finding: Any, model: type[BaseModel]) -> tuple[str, str]:
    kind, context, value = finding["type"], finding.get("ctx", {}), finding.get("input")
    if kind == "sonae":
        return str(context["problem"]), str(context["remedy"])
    if kind == "extra_forbidden":
        return "知らない項目です", _suggestion(str(finding["loc"][-1]), _keys_at(model, finding["loc"][:-1]))
    if kind not in _PROBLEMS:
        return f"読めない値です（{shown(value)}）", str(finding["msg"])
    words = {"min_length": 1, **context, "shown": shown(value)}
    if "expected" in words:  # pydantic joins the choices in English: 'A', 'B' or 'C'
        words["expected"] = "、".join(re.findall(r"'([^']*)'", str(words["expected"]))) or words["expected"]
    problem, remedy = _PROBLEMS[kind]
    return problem.format_map(words), remedy.format_map(words)


def _keys_at(model: Any, path: tuple[str | int, ...]) -> list[str]:
    inside: Any = None
    for part in path:
        if isinstance(part, str) and _is_marker(part):
            model = _tagged(inside, part) or model
        elif not isinstance(part, int) and isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(part)
            inside = (field.annotation, field.metadata) if field else None
            model = _model_in(field.annotation) if field else None
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _tagged(annotation: Any, tag: str) -> Any:
    """The member of a tagged union that carries the tag."""
    if tag in [getattr(each, "tag", None) for each in getattr(annotation, "__metadata__", ())]:
        return _model_in(annotation)
    inner = annotation if isinstance(annotation, (tuple, list)) else getattr(annotation, "__args__", ())
    return next((found for each in inner if (found := _tagged(each, tag)) is not None), None)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None


def _suggestion(key: str, known: list[str]) -> str:
    if not known:
        return "この項目を消すか、綴りを直してください"
    near = get_close_matches(key, known, 1)
    return (f"「{near[0]}」のことですか。" if near else "") + "使える項目: " + "、".join(known)
