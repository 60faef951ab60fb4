"""Fields of dipoles by the Python package elaston, an oracle that shares no code with us.

    python3 -m pip install elaston==0.0.3
    python3 tools/elaston_table.py > crates/glassmelt/tests/reference/elaston.json

elaston (S. Waseda, BSD licence) computes in doubles, so that some fifteen digits of each value are meant.
Positions come from a fixed seed.
"""

import json
import random
from importlib.metadata import version

import numpy as np
from elaston.green import Isotropic
from elaston.inclusion import get_point_defect_displacement, get_point_defect_strain
from elaston.inclusion import get_point_defect_stress

MEDIA = [(1.0, 1.0), (2.5, 0.8), (-0.3, 1.0), (60.0, 26.0)]


def stiffness(lam, mu):
    """`C_ijkl = lambda d_ij d_kl + mu (d_ik d_jl + d_il d_jk)`."""
    d = np.eye(3)
    shear = np.einsum("ik,jl->ijkl", d, d) + np.einsum("il,jk->ijkl", d, d)
    return lam * np.einsum("ij,kl->ijkl", d, d) + mu * shear


def rows(lam, mu, count=8):
    for _ in range(count):
        r = np.array([random.uniform(-3, 3) for _ in range(3)])
        xx, yy, zz, yz, xz, xy = dipole = [random.uniform(-1, 1) for _ in range(6)]
        p, c = np.array([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]]), stiffness(lam, mu)
        yield {
            "lambda": lam,
            "mu": mu,
            "r": r.tolist(),
            "dipole": dipole,
            "green": Isotropic(lam / (2 * (lam + mu)), mu).G(r).tolist(),
            "displacement": get_point_defect_displacement(c, r[None], p)[0].tolist(),
            "strain": get_point_defect_strain(c, r[None], p)[0].tolist(),
            "stress": get_point_defect_stress(c, r[None], p)[0].tolist(),
        }


def main():
    random.seed(20261123)
    table = [row for medium in MEDIA for row in rows(*medium)]
    answer = {"generator": "tools/elaston_table.py", "elaston": version("elaston"), "rows": table}
    print(json.dumps(answer).replace('}, {"lambda"', '},\n{"lambda"'))


if __name__ == "__main__":
    main()
