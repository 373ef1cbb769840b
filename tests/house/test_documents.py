"""What is written about lexframe is true: links, commands, locked versions, and no trace of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from house_rules import ROOT

import lexframe

_LINK = re.compile(r"(?<!\!)\[[^\]\n]+\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*#*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_LOCKED = re.compile(
    r"[a-z0-9]+(?:[-._][a-z0-9]+)*==[0-9][0-9a-z.+!]*(?: ; [a-zA-Z0-9_.'\" <>=!()]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
)
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")

# One letter of each stands in brackets, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.])/(?:wor[k]|roo[t]|home/(?!user)[a-z]+)/|\b[A-Z]:\\User[s]|pyen[v]/")
REGISTRY = re.compile(r"pypi\.or[g]|pythonhoste[d]|index-ur[l]=|npmj[s]")
BINARY = (".mo", ".png", ".pdf", ".docx", ".xlsx", ".gz", ".ico")


def _texts(files, *endings):
    for name, path in files.items():
        if not name.endswith(BINARY) and (not endings or name.endswith(endings)):
            yield name, path.read_text(encoding="utf-8")


def _anchors(text):
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        bare = re.sub(r"[^\w\- ]", "", re.sub(r"[`*_]|\]\([^)]*\)|\[", "", heading).lower())
        yield bare.strip().replace(" ", "-")


def test_links_lead_somewhere(files):
    broken = set()
    for name, text in _texts(files, ".md"):
        if not name.startswith(("docs/", "README", "CHANGELOG", "CONTRIBUTING")):
            continue
        for match in _LINK.finditer(_FENCE.sub("", text)):
            target, _, anchor = (match[1] or match[2]).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            place = (ROOT / name).parent / target if target else ROOT / name
            if not place.exists() or (anchor and anchor not in _anchors(place.read_text(encoding="utf-8"))):
                broken.add(f"{name}: {match[0]}")
    assert broken == set()


def test_make_commands_of_the_documents_exist(files):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    wrong = {
        f"{name}: make {word}"
        for name, text in _texts(files, ".md")
        for word in re.findall(r"(?:^\s*\$? ?|`)make ([a-z][a-z-]*)", text, re.MULTILINE)
        if word not in targets
    }
    assert wrong == set()


def test_the_readme_names_the_command_that_ci_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_file_remembers_the_machine_it_was_written_on(files):
    found = {
        f"{name}: {match[0]}"
        for name, text in _texts(files)
        for pattern in (MACHINE, REGISTRY)
        for match in pattern.finditer(text)
    }
    assert found == set()


def test_text_files_are_utf8_with_unix_lines(files):
    # A golden holds whatever bytes its format asks for: CSV ends its lines with CR LF (RFC 4180).
    texts = {name for name in files if not name.endswith(BINARY) and "/goldens/" not in name}
    raw = {name: files[name].read_bytes() for name in texts}
    crooked = {name for name, text in raw.items() if b"\r" in text or text.startswith(b"\xef\xbb\xbf")}
    assert crooked == set()


def test_lock_files_hold_names_versions_and_hashes_only():
    for name in LOCKS:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) > 10
        assert [line for line in lines if not _LOCKED.fullmatch(line)] == [], name


def test_lock_files_agree_and_hold_every_dependency(settings):
    pinned = [dict(_pins(ROOT / name)) for name in LOCKS]
    develop = pinned[1]
    for lock in pinned:
        assert lock.items() <= develop.items()
    project = settings["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    assert _names([*project["dependencies"], *extras]) <= pinned[0].keys()
    assert _names(settings["dependency-groups"]["dev"]) <= develop.keys()


def _names(lines):
    return {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in lines} - {"lexframe"}


def _pins(path: Path):
    return re.findall(r"^([a-z0-9._-]+)==([^ ]+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_one_version_is_told_everywhere(settings):
    version = settings["project"]["version"]
    assert lexframe.__version__ == version
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}\b", changes, re.MULTILINE)


def test_the_licence_is_the_one_the_package_declares(settings):
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert settings["project"]["license"] == "EUPL-1.2"
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert re.findall(r"^(\d+)\.", licence, re.MULTILINE) == [str(number) for number in range(1, 16)]


def test_every_decision_is_numbered_dated_and_gives_a_reason(files):
    names = sorted(Path(name).name for name in files if re.match(r"docs/decisions/.+\.md", name))
    assert names, "docs/decisions/ holds at least the licence"
    numbers = [name[:4] for name in names]
    assert len(set(numbers)) == len(numbers)
    for name in names:
        text = (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8")
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)
        assert re.search(r"^20\d\d-\d\d-\d\d", text, re.MULTILINE), f"{name} has no date"
