# %% [markdown]
# # How many defects, and what they screen: Eqs. 11 to 15

# %%
import numpy

from glassmelt import errors, fugacity, screening

t = numpy.linspace(50.0, 1000.0, 20)
y2 = fugacity.fugacity_squared(1.0, 1000.0, 1000.0, t)
print(y2.round(2))

# %% [markdown]
# It rises between y0^2 and y0^2 (1 + n'), and singles out no temperature T0.

# %%
assert numpy.all(numpy.diff(y2) > 0.0)
assert numpy.all((y2 >= 1.0) & (y2 <= 1001.0))

# %% The integral of Eq. 15 grows with the cut-off as its logarithm; up to infinity, as printed, it diverges.
ell = numpy.array([1.0, 10.0, 100.0])
print(screening.screening_integral(0.5, ell) - ell)
try:
    screening.screening_integral_as_printed(0.5)
except errors.DivergesError as told:
    print(told)

# %%
print(screening.screened_modulus(0.05, 10.0, [0.1, 0.3, 1.0], 1.0))
