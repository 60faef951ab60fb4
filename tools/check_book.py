"""Checks that the book shows what the program says today, and that its links lead somewhere.

    cargo build --release && python3 tools/check_book.py            # ends with 1 where something differs
    cargo build --release && python3 tools/check_book.py --write    # puts today's answers and links in
    python3 tools/check_book.py --program PATH                      # by another build of the program
    python3 tools/check_book.py --built target/book                 # the built pages: links, figures, formulas

Of each page below book/src, not of what it includes:

- a ```console block is one command after `$ `, in lines that end with a backslash where it is long, and
  its output on standard output, in the folder of the project;
- ```sh blocks are run by bash, one after the other in one scratch folder a page, and must end with 0;
- ```rust blocks are run as tests of documentation by a crate that includes the page;
- a function in brackets, such as [`ExactFlow::at`], leads to its documentation below target/doc: the
  definitions at the end of a page are written by --write, and checked where the documentation was built;
- a name of four words or more in backticks is that of a test.
"""

import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "book" / "src"
DOCUMENTATION = ROOT / "target" / "doc"
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"(^```console\n\$ ((?:[^\n]*\\\n)*[^\n]*)\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
LANGUAGES = {"console", "sh", "rust", "toml", "text", "csv", "bibtex"}
DOCUMENTED = re.compile(r"\[`([\w:]+)`\]")
DEFINITION = re.compile(r"^\[`([\w:]+)`\]: (\S+)\n", re.MULTILINE)
TEST = re.compile(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+){3,})`")


def option(name, default):
    words = sys.argv[1:]
    return Path(words[words.index(name) + 1]).resolve() if name in words else default


PROGRAM = option("--program", ROOT / "target" / "release" / "glassmelt")


def environment():
    """The program under its own name, on a screen of 80 columns."""
    return {**os.environ, "COLUMNS": "80", "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}


def answer(command):
    words = ["bash", "-euo", "pipefail", "-c", command]
    run = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment(), check=False)
    if run.returncode != 0:
        sys.exit(f"{command}\nends with {run.returncode}: {run.stderr}")
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines()) + "\n"


def run_page(page, text):
    """Its sh blocks, in a folder that sees the shipped files; what is wrong with them."""
    blocks = [body for language, body in FENCE.findall(text) if language == "sh"]
    if not blocks:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for shipped in ("data", "examples", "docs"):
            (Path(folder) / shipped).symlink_to(ROOT / shipped)
        for body in blocks:
            run = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", body],
                capture_output=True, text=True, cwd=folder, env=environment(), check=False,
            )
            if run.returncode != 0:
                return [f"{page}: ends with {run.returncode}: {run.stderr.strip()}\n{body}"]
    return []


def documented():
    """Each documented path, `glassmelt::flow::ExactFlow::at`, with its page."""
    paths = {}
    item = re.compile(r"(?:struct|enum|trait|fn|constant|type)\.(\w+)\.html")
    for page in DOCUMENTATION.glob("glassmelt*/**/*.html"):
        place = page.relative_to(DOCUMENTATION)
        found = item.fullmatch(page.name)
        if page.name == "index.html":
            paths["::".join(place.parent.parts)] = str(place)
        elif found:
            path = "::".join([*place.parent.parts, found[1]])
            paths[path] = str(place)
            if not page.name.startswith(("fn.", "constant.")):
                names = re.findall(r'id="((?:ty)?method|variant)\.(\w+)"', page.read_text(encoding="utf-8"))
                paths.update({f"{path}::{name}": f"{place}#{kind}.{name}" for kind, name in names})
    return paths


def lead(label, paths):
    """Where a label leads: the shortest documented path that ends with it."""
    ends = [path for path in paths if path == label or path.endswith(f"::{label}")]
    ends.sort(key=lambda path: (path.count("::"), path))
    if not ends:
        return None, f"[`{label}`] is not documented"
    if len(ends) > 1 and ends[0].count("::") == ends[1].count("::"):
        return None, f"[`{label}`] may be {ends[0]} or {ends[1]}"
    return paths[ends[0]], None


def with_links(page, text, paths):
    """The page with its definitions as they should be, and what has none."""
    body = DEFINITION.sub("", text).rstrip("\n") + "\n"
    prose = FENCE.sub("", body)
    labels = list(dict.fromkeys(DOCUMENTED.findall(prose)))
    up, faults, lines = "../" * len(page.relative_to(PAGES).parts), [], []
    for label in sorted(labels):
        place, fault = lead(label, paths)
        if fault:
            faults.append(f"{page.relative_to(ROOT)}: {fault}")
        else:
            lines.append(f"[`{label}`]: {up}doc/{place}\n")
    return body + ("\n" + "".join(lines) if lines else ""), faults


def check_fences(page, text, included):
    for language, body in FENCE.findall(text):
        word = language.split(",")[0]
        if word not in LANGUAGES:
            yield f"a block of {language or 'no language'}: one of {', '.join(sorted(LANGUAGES))}"
        if word == "console" and not body.startswith("$ "):
            yield f"a console block begins with `$ `, not {body.splitlines()[:1]}"
        if word == "rust" and page.relative_to(ROOT).as_posix() not in included:
            yield "has a rust block, and no crate includes the page in its tests of documentation"


def check_tests(text, tests):
    for name in TEST.findall(FENCE.sub("", text)):
        if name not in tests:
            yield f"there is no test {name}"


class Links(HTMLParser):
    """Where a page leads, which places it has, and whether a formula failed."""

    def __init__(self):
        super().__init__()
        self.links, self.places, self.failed = [], set(), 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.places.update(filter(None, (attributes.get("id"), attributes.get("name"))))
        self.failed += "katex-error" in (attributes.get("class") or "")
        for name in ("href", "src"):
            if attributes.get(name):
                self.links.append((tag, attributes[name]))


def check_built(book):
    """Links, figures and formulas of the built pages."""
    pages = {}
    for path in sorted(book.rglob("*.html")):
        pages[path] = Links()
        pages[path].feed(path.read_text(encoding="utf-8"))
    faults, count = [], 0
    for path, page in pages.items():
        if path.name in ("404.html", "toc.html"):
            continue
        here = path.relative_to(book)
        if page.failed:
            faults.append(f"{here}: {page.failed} formulas could not be set")
        if re.search(r"(?<!\\)\$\$|\{\{#", re.sub(r"<(pre|code).*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)):
            faults.append(f"{here}: a formula or an include was left as it is")
        for tag, link in page.links:
            count += 1
            if re.match(r"(?:https?:)?//", link):
                if tag not in ("a",):
                    faults.append(f"{here}: {link} is loaded from a network")
                continue
            if re.match(r"[a-z]+:", link):
                continue
            name, _, place = unquote(link).partition("#")
            place = "" if place.startswith(":~:") else place  # words to look for, not a place
            target = (path.parent / name).resolve() if name else path
            if DOCUMENTATION.name in Path(name).parts and not DOCUMENTATION.exists():
                continue
            if DOCUMENTATION.name in Path(name).parts:
                target = DOCUMENTATION / name.split("doc/", 1)[1]
            if not target.exists():
                faults.append(f"{here}: {link} leads nowhere")
            elif place and target in pages and place not in pages[target].places:
                faults.append(f"{here}: {link}: there is no such place on the page")
    print(f"{len(pages)} pages of the book, {count} links")
    return faults


def check_sources(write):
    paths = documented() if DOCUMENTATION.exists() else {}
    if write and not paths:
        sys.exit("the links lead to target/doc: run cargo doc --workspace --no-deps first")
    crates = [path.read_text(encoding="utf-8") for path in ROOT.glob("crates/*/**/*.rs")]
    tests = {name for text in crates for name in re.findall(r"fn (\w+)", text)}
    included = {name for text in crates for name in re.findall(r'include_str!\("(?:\.\./)+(book/src/[^"]+)"\)', text)}
    faults, commands, scripts = [], 0, 0
    for page in sorted(PAGES.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        fresh = CONSOLE.sub(lambda block: block[1] + answer(block[2]) + block[4], text)
        commands += len(CONSOLE.findall(text))
        scripts += sum(language == "sh" for language, _ in FENCE.findall(text))
        here = page.relative_to(ROOT)
        if paths:
            fresh, missing = with_links(page, fresh, paths)
            faults += missing
        if write:
            page.write_text(fresh, encoding="utf-8")
        elif fresh != text:
            pairs = zip(CONSOLE.finditer(text), CONSOLE.finditer(fresh))
            stale = [f"the output of `{new[2].splitlines()[0]}`" for old, new in pairs if old[3] != new[3]]
            faults.append(f"{here}: {' and '.join(stale) or 'a link'} is another today; --write puts it in")
        faults += [f"{here}: {fault}" for fault in (*check_fences(page, text, included), *check_tests(text, tests))]
        faults += run_page(here, text)
    print(f"{commands} commands of the book with their outputs, {scripts} scripts")
    return faults


def main():
    built = option("--built", None)
    faults = check_built(built) if built else check_sources("--write" in sys.argv[1:])
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
