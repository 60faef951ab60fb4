# %% [markdown]
# # The flow of modulus and fugacity: Eqs. 16 to 20
#
# The modulus falls with the scale ell = ln(R/a) and stays: at finite fugacity this flow has no liquid.

# %%
import numpy

from glassmelt import ExactFlow, PrintedFlow, SmallCouplingFlow, plot

flow = ExactFlow(0.05, 10.0, 3.0)
print(flow)
print(flow.fixed_point())

# %% Step by step, as printed, and by the first integral.
ell = numpy.linspace(0.0, 5.0, 6)
walked = PrintedFlow(0.05).integrate(10.0, 3.0, ell)
exact = flow.at(ell)
print(abs(walked.mu_bar / exact.mu_bar - 1.0).max())
assert numpy.allclose(walked.mu_bar, exact.mu_bar, rtol=1e-9)

# %% [markdown]
# Weak coupling, Eqs. 18 to 20, is its limit.

# %%
for alpha in (0.1, 0.01, 0.001):
    difference = ExactFlow(alpha, 10.0, 3.0).at(1.0 / alpha).mu_bar / SmallCouplingFlow(alpha, 10.0, 3.0).at(1.0 / alpha).mu_bar - 1.0
    print(alpha, difference)

# %%
plot.flow([ExactFlow(0.05, 10.0, y0) for y0 in (1.0, 3.0, 6.0, 10.0)]).figure.savefig("flow.png")
