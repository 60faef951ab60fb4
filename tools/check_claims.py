"""Checks that docs/claims.md and the README's table of claims are what the program says today.

    cargo build --release && python3 tools/check_claims.py           # ends with 1 where they differ
    cargo build --release && python3 tools/check_claims.py --write   # puts today's answers in
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGE = ROOT / "docs" / "claims.md"
PROGRAM = ROOT / "target" / "release" / "glassmelt"
TABLE = re.compile(r"(<!-- claims: [^\n]*-->\n).*?(<!-- end of claims -->)", re.DOTALL)
VERDICT = re.compile(r"\*\*[^*]+\*\*")


def page():
    run = subprocess.run([str(PROGRAM), "claims", "--markdown"], capture_output=True, text=True, cwd=ROOT, check=False)
    if run.returncode != 0:
        sys.exit(f"glassmelt claims --markdown\nends with {run.returncode}: {run.stderr}")
    return run.stdout


def table(page):
    """How many claims hold, and the rows of the page without ids, computations and what is asked of the number."""
    counts = next(line for line in page.splitlines() if line.startswith("Of "))
    rows = [counts, "", "| the paper says | Eq. | computed | verdict |", "| --- | --- | --- | --- |"]
    for line in page.splitlines():
        if line.startswith("| `"):
            _, claim, equation, _, number, _, verdict = line[2:-2].split(" | ")
            rows.append(f"| {claim} | {equation} | {number} | {VERDICT.match(verdict)[0]} |")
    return "\n".join(rows) + "\n"


def main():
    today = page()
    rows = table(today)
    readme = README.read_text(encoding="utf-8")
    if not TABLE.search(readme):
        sys.exit("README.md has no table between `<!-- claims: ... -->` and `<!-- end of claims -->`")
    fresh = TABLE.sub(lambda found: found[1] + rows + found[2], readme)
    if "--write" in sys.argv[1:]:
        README.write_text(fresh, encoding="utf-8")
        PAGE.write_text(today, encoding="utf-8")
    else:
        old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        stale = [path.name for path, was, now in ((README, readme, fresh), (PAGE, old, today)) if was != now]
        for name in stale:
            print(f"{name}: the claims are others today; renew them with tools/check_claims.py --write")
        if stale:
            return 1
    print(f"{rows.count(chr(10)) - 4} claims, in README.md and docs/claims.md as the program has them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
