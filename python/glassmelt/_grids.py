"""Answers on grids, as xarray."""

from __future__ import annotations

from typing import Any

from ._optional import need

_BANDS = ("value", "low", "high")


def prediction(data: dict[str, Any]) -> Any:
    """Modulus against length and G* against frequency at each temperature, with their bands."""
    xarray = need("xarray", "to_xarray")
    modulus, complex_modulus = data["modulus"], data["complex_modulus"]

    def grid(rows: list[dict[str, Any]], key: str) -> list[Any]:
        return [[[band[end] for end in _BANDS] for band in row[key]] for row in rows]

    variables: dict[str, Any] = {}
    coordinates: dict[str, Any] = {"band": list(_BANDS)}
    if modulus:
        coordinates["t"] = [row["t"] for row in modulus]
        variables["mu_over_mu0"] = (("t", "length", "band"), grid(modulus, "mu_over_mu0"))
        variables["log10_length_nm"] = (
            ("t", "length"),
            [row["log10_length_nm"] for row in modulus],
        )
    if complex_modulus:
        coordinates["t_omega"] = [row["t"] for row in complex_modulus]
        coordinates["log10_omega"] = complex_modulus[0]["log10_omega"]
        dimensions = ("t_omega", "log10_omega", "band")
        for key in ("storage", "loss"):
            variables[key] = (dimensions, grid(complex_modulus, key))
    return xarray.Dataset(variables, coords=coordinates, attrs={"law": data["law"]})
