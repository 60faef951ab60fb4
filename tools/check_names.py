"""Checks that every name of code in ARCHITECTURE.md, docs/errata.md and docs/notation.md exists.

    python3 tools/check_names.py

A name is what stands in backticks and looks like Rust: words with `_` or `::`, or a call `name()`.
Its last part must occur as a word in the crates, the tools or the data; a path with `/` or a suffix
must be a file. Prints what is missing and ends with 1, or prints one line and ends with 0.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/errata.md", "docs/notation.md"]
DOCUMENTS += sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs/decisions").glob("*.md"))
SOURCES = {".rs", ".toml", ".py", ".html", ".json"}
TICKED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w./-]+\.(?:rs|md|py|toml|csv|svg|html|json|bib|cff)|(?:crates|docs|tools|data|benches)/[\w./-]*")
NAME = re.compile(r"(?:\w+::)*(?:\w*_\w+|\w+)(?:\(\))?")


def words_of_the_code():
    words = set()
    for path in ROOT.rglob("*"):
        if path.suffix in SOURCES and not {"target", ".git", "report"} & set(path.relative_to(ROOT).parts):
            words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return words


def looks_like_code(name):
    return NAME.fullmatch(name) and ("_" in name or "::" in name or name.endswith("()"))


def is_there(path):
    return (ROOT / path).exists() or any(
        any(ROOT.glob(f"crates/*/{folder}{path}")) for folder in ("", "src/", "tests/")
    ) or any((ROOT / folder / path).exists() for folder in ("python", "python/src", "python/glassmelt"))


def main():
    words, missing, names = words_of_the_code(), [], 0
    for document in DOCUMENTS:
        for ticked in TICKED.findall((ROOT / document).read_text(encoding="utf-8")):
            if PATH.fullmatch(ticked):
                names += 1
                if not is_there(ticked):
                    missing.append(f"{document}: there is no file {ticked}")
            elif looks_like_code(ticked):
                names += 1
                if ticked.removesuffix("()").split("::")[-1] not in words:
                    missing.append(f"{document}: {ticked} is not in the code")
    for line in missing:
        print(line)
    if missing:
        return 1
    print(f"{names} names of code, each there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
