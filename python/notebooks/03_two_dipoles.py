# %% [markdown]
# # Two dipoles in a medium: Eqs. 6 to 10
#
# The exact energy of two elastic dipoles averages to zero over directions; Eq. 10 as printed does not.

# %%
import numpy

from glassmelt import Medium, interaction

medium = Medium(1.0, 1.0)
shear = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
pair = interaction.pair_interaction(medium, shear, shear, [0.3, -0.7, 1.1])
print(pair)

# %% A hundred thousand directions in one call.
directions = numpy.random.default_rng(1).normal(size=(100_000, 3))
directions /= numpy.linalg.norm(directions, axis=1, keepdims=True)
exact = interaction.pair_energy(medium, shear, shear, directions)
printed = interaction.pair_energy_as_printed(medium, shear, shear, directions)
for name, energies in (("exact", exact), ("as printed", printed)):
    error = energies.std() / len(energies) ** 0.5
    print(f"{name}: mean over directions {energies.mean():.6f} +- {error:.6f}")
assert abs(exact.mean()) < 5 * exact.std() / len(exact) ** 0.5
assert abs(printed.mean()) > 50 * printed.std() / len(printed) ** 0.5

# %% It falls with the third power of the distance.
r = numpy.outer(numpy.geomspace(1.0, 100.0, 5), [0.3, -0.7, 1.1])
print(interaction.pair_energy(medium, shear, shear, r) * numpy.linalg.norm(r, axis=1) ** 3)
