# %% [markdown]
# # A measured curve, and its report
#
# A table of viscosity against temperature goes in. Out come ten laws fitted to it, which of them the data can tell
# apart, T0, D, m and Tg with their errors, and a page that opens from disk.

# %%
from pathlib import Path

import glassmelt
from glassmelt import plot

root = Path(__file__).resolve().parents[2] if "__file__" in globals() else Path("../..")

# %% A table with a header that names each column and its unit; diopside is shipped.
curve = glassmelt.read_curve(root / "data" / "diopside.csv")
print(curve)

# %% [markdown]
# One law, Vogel-Fulcher, which is Eqs. 23 and 24 of the paper.

# %%
vft = glassmelt.fit(curve, "vft")
print(vft)
for name, parameter in vft.parameters.items():
    print(f"{name} = {parameter['value']:.4f} {parameter['unit']}, 95 %: {parameter['low']:.4f} to {parameter['high']:.4f}")
print(f"Tg = {vft.derived.tg:.2f} K, m = {vft.derived.m:.1f}, D = {vft.derived.strength_d:.1f}")

# %%
plot.viscosity(vft).figure.savefig("diopside.png")

# %% All laws, compared; the report. Open report/report.html.
analysis = glassmelt.analyse(curve)
print(analysis.comparison.verdict)
for note in analysis.notes:
    print("-", note)
page = analysis.report("report")
print(page)
assert page.exists()

# %% Your own arrays go the same way.
mine = glassmelt.Curve(curve.temperature, curve.log10_value, sigma=[0.05] * len(curve), name="mine")
print(glassmelt.fit(mine, "myega", intervals=False))
