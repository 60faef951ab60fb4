"""Values for tests/local_peer.rs: OVITO's atomic strain and neighbours of a perturbed fcc crystal.

    pip install ovito numpy
    python tools/local_strain_values.py > crates/glassmelt-trajectory/tests/data/local_strain_ovito.csv

The crystal (4 x 4 x 4 cubes of side 1, so 256 atoms) is strained by F below, its atoms are displaced by the same
arithmetic as in the test (splitmix64), and the cell of the later frame is F times that of the first. OVITO's D2min
is a sum over neighbours; its cutoff is 0.85, between the first and the second shell.
"""

import numpy as np
from ovito.data import DataCollection, SimulationCell
from ovito.modifiers import AtomicStrainModifier, CreateBondsModifier
from ovito.pipeline import Pipeline, StaticSource

CUBES = 4
CUTOFF = 0.85
SIZE = 0.12
F = np.array([[1.02, 0.05, 0.0], [0.0, 0.99, -0.03], [0.01, 0.0, 1.01]])
BASIS = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]
MASK = (1 << 64) - 1


def random(counter):
    z = (counter + 1) * 0x9E3779B97F4A7C15 & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return ((z ^ (z >> 31)) >> 11) / 2**53


def crystal():
    places = []
    for cube in range(CUBES**3):
        corner = np.array([cube % CUBES, cube // CUBES % CUBES, cube // CUBES**2])
        places += [corner + np.array(b) for b in BASIS]
    noise = lambda first: np.array(
        [[SIZE * (random(first + 3 * i + k) - 0.5) for k in range(3)] for i in range(len(places))]
    )
    before = np.array(places) + noise(0)
    after = (before + noise(1_000_000)) @ F.T
    return before, after


def data(positions, vectors):
    collection = DataCollection()
    cell = SimulationCell(pbc=(True, True, True))
    matrix = np.zeros((3, 4))
    matrix[:, :3] = vectors
    cell[...] = matrix
    collection.objects.append(cell)
    particles = collection.create_particles(count=len(positions))
    particles.create_property("Position", data=positions)
    return collection


def main():
    before, after = crystal()
    box = CUBES * np.eye(3)
    pipeline = Pipeline(source=StaticSource(data=data(after, F @ box)))
    strain = AtomicStrainModifier(
        cutoff=CUTOFF,
        output_deformation_gradients=True,
        output_strain_tensors=True,
        output_nonaffine_squared_displacements=True,
    )
    strain.reference = StaticSource(data=data(before, box))
    pipeline.modifiers.append(strain)
    particles = pipeline.compute().particles
    bonds = Pipeline(source=StaticSource(data=data(before, box)))
    bonds.modifiers.append(CreateBondsModifier(cutoff=CUTOFF))
    counts = np.bincount(np.array(bonds.compute().particles.bonds.topology).ravel(), minlength=len(before))
    print("# OVITO's atomic strain; made by tools/local_strain_values.py")
    names = [f"f{i}{j}" for j in "xyz" for i in "xyz"] + ["d2min", "shear", "volumetric", "neighbours"]
    print("atom," + ",".join(names))
    columns = np.column_stack(
        [
            particles["Deformation Gradient"],
            particles["Nonaffine Squared Displacement"],
            particles["Shear Strain"],
            particles["Volumetric Strain"],
        ]
    )
    for atom in range(0, len(before), 8):
        print(f"{atom}," + ",".join(f"{x:.15g}" for x in columns[atom]) + f",{counts[atom]}")


main()
