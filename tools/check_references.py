"""Checks that what the project cites and what references.bib holds are the same works.

    python3 tools/check_references.py

A citation is a key (`Urbain1982`), names with a year ("Hurvich and Tsai 1989"), volume, page and year
("PNAS 106, 19780, 2009"), the word DLMF, a law's `reference()`, or a `source` of a data file. Each must
lead to an entry of references.bib, each entry must be cited, and no key may stand there twice.
Prints what is wrong and ends with 1, or prints one line and ends with 0.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIBLIOGRAPHY = ROOT / "references.bib"
SUFFIXES = {".rs", ".toml", ".md", ".py", ".html", ".csv"}
LEFT_OUT = {"target", "report", ".git", ".venv"}

YEAR = r"(?:18|19|20)\d\d"
KEY = re.compile(rf"\b[A-Z][A-Za-z]*[a-z]{YEAR}[a-z]?\b")
NAME = r"[A-Z][^\W\d_]*[a-zà-ÿ]"
NAMES_AND_YEAR = re.compile(rf"\b({NAME}(?:(?:, | and |, and ){NAME})*)(?: et al\.?)? \(?({YEAR})\b")
VOLUME_PAGE_YEAR = re.compile(rf"(?<=[A-Za-z.] )(\d+), (\d+),? \(?({YEAR})\b")
LAW_REFERENCE = re.compile(r'fn reference\(&self\)[^{]*\{\s*"([^"]+)"')
COMMENT = re.compile(r"^\s*(?://[/!]?|#)\s?", re.MULTILINE)
ENTRY = re.compile(r"^@\w+\{([^,\s]+),(.*?)^\}", re.MULTILINE | re.DOTALL)


def field(body, name):
    found = re.search(rf"\b{name}\s*=\s*\{{([^}}]*)\}}", body)
    return found.group(1) if found else ""


def bibliography():
    """Each key with (volume, first page, year), and the keys that stand there twice."""
    entries, twice = {}, []
    for key, body in ENTRY.findall(BIBLIOGRAPHY.read_text(encoding="utf-8")):
        if key in entries:
            twice.append(key)
        pages = field(body, "pages").split("--")[0]
        entries[key] = (field(body, "volume"), pages, field(body, "year"))
    return entries, twice


def files():
    own = {BIBLIOGRAPHY, Path(__file__).resolve()}
    for path in sorted(ROOT.rglob("*")):
        inside = not LEFT_OUT.intersection(path.relative_to(ROOT).parts)
        if inside and path.suffix in SUFFIXES and path.is_file() and path not in own:
            yield path


def keys_of_names(names, year):
    """`Hurvich and Tsai`, 1989: Hurvich1989 or HurvichTsai1989."""
    surnames = re.split(r", and |, | and ", names)
    return [surnames[0] + year, "".join(surnames) + year]


def citations(path, entries):
    """Each citation in a file: its words and the keys it may stand for."""
    raw = path.read_text(encoding="utf-8")
    text = re.sub(r"\s+", " ", COMMENT.sub("", raw))
    for key in KEY.findall(text):
        yield key, [key]
    for names, year in NAMES_AND_YEAR.findall(text):
        yield f"{names} {year}", keys_of_names(names, year)
    for volume, page, year in VOLUME_PAGE_YEAR.findall(text):
        same = [key for key, place in entries.items() if place == (volume, page, year)]
        yield f"{volume}, {page}, {year}", same
    if re.search(r"\bDLMF\b", text):
        yield "DLMF", ["DLMF"]
    for key in LAW_REFERENCE.findall(raw):
        yield f"reference() of a law, {key}", [key]
    if path.suffix == ".toml" and path.parent.name == "data":
        for key in tomllib.loads(raw).get("source", []):
            yield f"source {key}", [key]


def main():
    entries, twice = bibliography()
    faults = [f"references.bib: {key} stands there twice" for key in twice]
    cited = set()
    for path in files():
        for words, keys in citations(path, entries):
            known = [key for key in keys if key in entries]
            if not known:
                faults.append(f"{path.relative_to(ROOT)}: {words} is not in references.bib")
            cited.update(known)
    faults += [f"references.bib: {key} is cited nowhere" for key in entries if key not in cited]
    for fault in dict.fromkeys(faults):
        print(fault)
    if faults:
        return 1
    print(f"{len(entries)} references, each cited and each there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
