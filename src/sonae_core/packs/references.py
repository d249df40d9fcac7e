"""Names by which one part of the packs refers to another: kept as text, told apart by their class.

A structure holds ``base_rate: ransomware_base_rate``; the class of the value says which family the name has to be
found in, and for facts in which units. So one walk over any structure finds every reference in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sonae_core.values.document import Path
from sonae_core.values.reading import shown, wrong

_R = TypeVar("_R", bound="Ref")


class Ref(str):
    """The id of something in another place of the packs."""

    __slots__ = ()
    family: ClassVar[str] = ""
    called: ClassVar[str] = ""

    @classmethod
    def _read(cls: type[_R], value: Any) -> _R:
        if not isinstance(value, str) or not value:
            raise wrong(f"{cls.called}のidではありません（{shown(value)}）", f"{cls.called}のidを書いてください")
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._read, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "description": cls.described()}

    @classmethod
    def described(cls) -> str:
        """What the schema says of such a name."""
        return f"id: {cls.family}"


class ScenarioRef(Ref):
    """A scenario."""

    family, called = "scenarios", "シナリオ"


class LineRef(Ref):
    """A cost line."""

    family, called = "lines", "費目"


class QuestionRef(Ref):
    """A question."""

    family, called = "questions", "質問"


class MeasureRef(Ref):
    """A measure."""

    family, called = "measures", "対策"


class DeskRef(Ref):
    """A desk to turn to."""

    family, called = "desks", "窓口"


class CompanyTypeRef(Ref):
    """A type of company by what duties it has."""

    family, called = "company_types", "会社の種類"


class FactRef(Ref):
    """A fact, in one of ``units`` (none named: in any)."""

    family, called = "facts", "事実"
    units: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def described(cls) -> str:
        """What the schema says of such a name."""
        return "id: facts" + (f" ({', '.join(cls.units)})" if cls.units else "")


class RateRef(FactRef):
    """Events a year."""

    units = ("per_year",)


class ShareRef(FactRef):
    """A share or probability, 0 to 1."""

    units = ("share",)


class FactorRef(FactRef):
    """A factor above 0."""

    units = ("factor",)


class ExponentRef(FactRef):
    """An exponent."""

    units = ("exponent",)


class SigmaRef(FactRef):
    """The standard deviation of a logarithm."""

    units = ("sigma",)


class CorrelationRef(FactRef):
    """A correlation of latent normals, 0 to below 1."""

    units = ("correlation",)


class HoursRef(FactRef):
    """Hours."""

    units = ("hours",)


class DevicesRef(FactRef):
    """A number of computers."""

    units = ("devices",)


class ServersRef(FactRef):
    """A number of servers."""

    units = ("servers",)


class PersonsRef(FactRef):
    """A number of persons whose data are held."""

    units = ("persons",)


class EmployeesRef(FactRef):
    """A number of employees."""

    units = ("employees",)


class YearsRef(FactRef):
    """Years."""

    units = ("years",)


class YenRef(FactRef):
    """Yen."""

    units = ("yen",)


class YearlyYenRef(FactRef):
    """Yen a year."""

    units = ("yen_per_year",)


class EmployeeYenRef(FactRef):
    """Yen for each employee."""

    units = ("yen_per_employee",)


class EmployeeYearlyYenRef(FactRef):
    """Yen a year for each employee."""

    units = ("yen_per_employee_year",)


class PersonYenRef(FactRef):
    """Yen for each person whose data have leaked."""

    units = ("yen_per_person",)


class StaffDayYenRef(FactRef):
    """Yen for a day's work of one of the own staff."""

    units = ("yen_per_staff_day",)


class PersonDaysRef(FactRef):
    """Days of work."""

    units = ("person_days",)


class PersonsPerEmployeeRef(FactRef):
    """Persons whose data are held, for each employee."""

    units = ("persons_per_employee",)


class DevicesPerEmployeeRef(FactRef):
    """Computers for each employee."""

    units = ("devices_per_employee",)


def references(value: Any, path: Path = ()) -> Iterator[tuple[Path, Ref]]:
    """Every reference inside ``value`` and where it stands."""
    if isinstance(value, Ref):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from references(inner, (*path, str(key)))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from references(inner, (*path, index))
