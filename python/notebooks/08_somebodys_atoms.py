# %% [markdown]
# # Somebody's atoms
#
# How stiff a medium is at each wavelength, from how its atoms shake.

# %%
from pathlib import Path

from glassmelt import plot, trajectory

root = Path(__file__).resolve().parents[2] if "__file__" in globals() else Path("../..")
crystal = root / "examples" / "trajectories" / "crystal.lammpstrj.gz"

# %%
found = trajectory.modulus(
    crystal,
    units="lj",
    temperature=0.1,
    shells=4,
    windows=[16, 64],
    potential=root / "examples" / "potentials" / "lennard-jones.toml",
)
for shell in found.modulus:
    print(f"q = {shell.q:.4f}: mu = {shell.mu}")
print("by the stress, affine:", found.stress.mu_affine)
for note in found.notes:
    print("-", note)
plot.moduli(found).figure.savefig("moduli.png")

# %% How the atoms move.
moved = trajectory.dynamics(crystal, units="lj", timestep=0.005)
plot.motion(moved, quantity="msd").figure.savefig("motion.png")
