# %% [markdown]
# # The liquid above T0: Eqs. 21 to 24
#
# T0 comes in by hand, through the closure below Eq. 20. From there on all follows: the correlation length, the
# viscosity, the heat.

# %%
import numpy

from glassmelt import ConfigurationalHeat, Liquid, VogelFulcher, closure, melting, plot

linear = closure.Linear(130.0, 20.0)
print(linear)

# %% Printed, Eq. 23, it is the Vogel law; a hundred thousand temperatures are one call.
liquid = Liquid(linear)
print(liquid)
t = numpy.linspace(140.0, 200.0, 100_000)
vogel = VogelFulcher.from_strength(-4.0, 20.0, 130.0)
assert numpy.allclose(liquid.observables(t).log10_eta, vogel.log10_at(t), rtol=1e-12)

# %% The other layers, and how far they are from it.
few = numpy.linspace(140.0, 195.0, 6)
for layer in ("small-coupling", "exact"):
    print(layer, Liquid(linear, layer).log_length(few) / liquid.log_length(few))

# %% [markdown]
# Tg and fragility; sixteen decades of viscosity are twenty-four of the heat.

# %%
print(f"Tg = {vogel.tg():.2f} K, m = {vogel.fragility():.1f}")
print(ConfigurationalHeat.of(vogel).ln_abs_heat(vogel.tg()) / numpy.log(10.0))

# %% What the numbers rest on.
melted = melting.linear(linear, [120.0, 150.0, 160.0, 180.0, 200.0])
for note in melted.notes:
    print("-", note)
plot.melting(melted).figure.savefig("melting.png")
