"""Answers of the crates: the JSON of the command line, with its keys as attributes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from ._optional import need


class Answer(Mapping[str, Any]):
    """An answer by its keys: `answer.tg` and `answer["tg"]` are the same; inner answers are answers too."""

    _data: dict[str, Any]

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = dict(data)

    @classmethod
    def of_json(cls, text: str) -> Any:
        """The answer that a JSON text holds."""
        return cls(json.loads(text))

    def __getitem__(self, key: str) -> Any:
        return wrapped(self._data[key])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            known = ", ".join(self._data)
            raise AttributeError(f"{type(self).__name__} has no {name!r}; it has {known}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._data})

    def __repr__(self) -> str:
        parts = (f"{key}={_short(value)}" for key, value in self._data.items())
        return f"{type(self).__name__}({', '.join(parts)})"

    def to_dict(self) -> dict[str, Any]:
        """The same as plain dictionaries, lists and numbers."""
        return dict(self._data)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The same as JSON."""
        return json.dumps(self._data, indent=indent)

    @property
    def notes(self) -> list[str]:
        """What to know about the answer: the sentences of its warnings."""
        return [warning["message"] for warning in self._data.get("warnings", [])]


class Estimate(Answer):
    """An estimated number: `mean`, `error` (one standard error) and `independent_samples`."""

    def __float__(self) -> float:
        return float(self._data["mean"])

    def __repr__(self) -> str:
        mean, error = self._data["mean"], self._data["error"]
        if not mean or not error or not math.isfinite(error):
            return f"{mean} ± {error}"
        # Two digits of the error, and the mean to the same place.
        places = 1 - math.floor(math.log10(error))
        if not -6 < places < 16:
            return f"{mean:.6g} ± {error:.2g}"
        shown = max(places, 0)
        return f"{round(mean, places):.{shown}f} ± {round(error, places):.{shown}f}"


def wrapped(value: Any) -> Any:
    """Dictionaries as answers, whatever holds them."""
    if isinstance(value, dict):
        kind = Estimate if {"mean", "error"} <= value.keys() else Answer
        return kind(value)
    if isinstance(value, list):
        return [wrapped(item) for item in value]
    return value


def _short(value: Any) -> str:
    if isinstance(value, list) and len(value) > 3:
        return f"[... {len(value)} ...]"
    if isinstance(value, dict) and len(value) > 3:
        return f"{{{', '.join(value)}}}"
    return repr(value)


def table(rows: list[dict[str, Any]], purpose: str) -> Any:
    """A pandas table; of estimates the mean stands under the name, the error under name_error."""
    return need("pandas", purpose).DataFrame([flat(row) for row in rows])


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without inner lists; estimates as two columns, inner answers under name_key."""
    columns: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict) and "mean" in value:
            columns[key] = value["mean"]
            columns[f"{key}_error"] = value["error"]
        elif isinstance(value, dict):
            columns.update({f"{key}_{inner}": part for inner, part in flat(value).items()})
        elif not isinstance(value, list):
            columns[key] = value
    return columns
