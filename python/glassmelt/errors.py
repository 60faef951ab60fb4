"""What goes wrong: each error is a GlassmeltError and a ValueError, and carries its numbers as attributes."""

from __future__ import annotations

from typing import Any

__all__ = [
    "DefectError",
    "DivergesError",
    "DomainError",
    "FileError",
    "FitError",
    "GlassmeltError",
    "IntegrationError",
    "MissingPackageError",
    "NotAtRestError",
    "NotInLayerError",
    "NotIsolatedError",
    "NotOnFlowError",
    "PairNotApartError",
    "ReadError",
    "ReportError",
    "RunError",
    "ShapeError",
    "TrajectoryError",
    "UnknownLawError",
    "UnstableMediumError",
    "WordError",
]


class GlassmeltError(ValueError):
    """A question that glassmelt cannot answer; `numbers` holds what its sentence tells, by name."""

    numbers: dict[str, Any]

    def __init__(self, message: str, **numbers: Any) -> None:
        super().__init__(message)
        self.numbers = numbers
        self.__dict__.update(numbers)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (type(self), str(self), self.numbers))


def _again(kind: type[GlassmeltError], message: str, numbers: dict[str, Any]) -> GlassmeltError:
    return kind(message, **numbers)


class DomainError(GlassmeltError):
    """An argument lies outside the domain of its equation."""

    name: str
    value: float
    domain: str
    index: int | None


class UnstableMediumError(GlassmeltError):
    """A medium that would collapse by itself."""

    lambda_: float
    mu: float


class NotOnFlowError(GlassmeltError):
    """The flow never takes this modulus."""

    mu_bar: float
    from_: float
    to: float


class NotInLayerError(GlassmeltError):
    """The layer does not have this quantity."""

    layer: str
    quantity: str


class PairNotApartError(GlassmeltError):
    """Two dipoles at one place, or so far apart that no number holds it."""

    index: int
    distance: float


class DivergesError(GlassmeltError):
    """The integral diverges as printed."""


class IntegrationError(GlassmeltError):
    """The solver of a flow stopped."""

    ell: float
    reason: str


class NotAtRestError(GlassmeltError):
    """A defect did not come to rest."""

    iterations: int
    gradient: float
    tolerance: float


class NotIsolatedError(GlassmeltError):
    """A question about one minimum, asked of a family of them or of a saddle."""

    zero_modes: int
    lowest: float


class DefectError(GlassmeltError):
    """A defect that cannot be: bonds to nowhere, places that are no numbers, spheres that overlap."""


class ShapeError(GlassmeltError):
    """Arrays whose lengths do not go together."""

    length: int
    expected: int


class WordError(GlassmeltError):
    """A word that is none of those known."""

    name: str
    value: str
    expected: str


class UnknownLawError(GlassmeltError):
    """No law has this name."""

    name: str
    nearest: str
    known: str


class FitError(GlassmeltError):
    """A curve that cannot be fitted; which attributes there are depends on why."""


class ReadError(GlassmeltError):
    """A table that cannot be read; the sentence tells file, line and column."""


class FileError(GlassmeltError):
    """The file of a defect or a study cannot be understood; the sentence tells file, line and key."""


class RunError(GlassmeltError):
    """A run of rotors cannot be made, kept or continued."""


class TrajectoryError(GlassmeltError):
    """A trajectory cannot be read, or has no such answer."""


class ReportError(GlassmeltError):
    """A report cannot be written."""


class MissingPackageError(GlassmeltError, ImportError):
    """An optional package is not installed."""

    package: str
