# %% [markdown]
# # A rigid defect in its cage: Eqs. 1 to 5
#
# A tetrahedron, bonded to a cage in an elastic continuum, turns until nothing pulls on it. What is left is its
# elastic dipole, and from it the coupling alpha.

# %%
from pathlib import Path

from glassmelt import Medium, dipole, study

root = Path(__file__).resolve().parents[2] if "__file__" in globals() else Path("../..")

# %%
found = study.defect(root / "examples" / "defects" / "tetrahedron.toml")
print(found)
ground = found.minima[0]
print("energy", ground.energy, "dipole", ground.dipole)

# %% [markdown]
# alpha = 16 pi |p|^2, with p the deviator over 8 pi mu a^3. A rod of strength P0 has it in closed form.

# %%
medium = Medium(1.0, 1.0)
for strength in (1.0, 2.0, 4.0):
    alpha = dipole.alpha(medium, dipole.uniaxial(strength, [0.0, 0.0, 1.0]), 1.0)
    print(f"P0 = {strength}: alpha = {alpha.mean:.5f} (over directions {alpha.min:.5f} to {alpha.max:.5f})")
