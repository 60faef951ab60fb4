# %% [markdown]
# # Does the model melt? Many rotors
#
# The paper argues in the dilute limit. N turning dipoles with exact elasticity answer themselves.

# %%
from glassmelt import plot, rotors

run = """
[sites]
kind = "lattice"
size = 3
[coupling]
x0 = [0.2, 0.4, 0.6]
[run]
thermalize = 40
measure = 200
every = 2
seed = 3
"""

# %% It is kept in a folder; after Ctrl-C `rotors.resume` goes on.
found = rotors.run("run.toml", "rotors", content=run)
for at in found.results:
    print(f"X0 = {at.x0}: mu_R/mu_0 = {at.mu_r_k0}, Clausius-Mossotti {at.clausius_mossotti:.4f}")
plot.rotors(found).figure.savefig("rotors.png")
