"""What contributors are told is true: links, targets, files, decisions, the version."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
CONTRIBUTING = PAGES[0].read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """Relative ones, in every page."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]

    assert broken == []


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.name)
def test_files_and_targets_that_are_named_are_there(page: Path) -> None:
    """Paths in code type that begin at the root, and `make` targets."""
    text = page.read_text("utf-8")
    folders = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", text)
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert [path for path in named if not (ROOT / path).exists()] == []
    assert {target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_every_decision_is_listed_and_fits_fifteen_lines() -> None:
    listed = re.findall(r"\((0[\w-]+\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8"))

    assert listed == [path.name for path in DECISIONS]
    assert [path.name for path in DECISIONS if len(path.read_text("utf-8").splitlines()) > 15] == []


def test_a_release_takes_ten_steps_at_most() -> None:
    steps = re.findall(r"^(\d+)\. ", CONTRIBUTING.split("## Releasing")[1], re.MULTILINE)

    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert 0 < len(steps) <= 10


def test_the_version_is_one() -> None:
    """Of the package, of what is deployed, and of the changelog's newest release."""
    version = re.search(r'^version = "([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]
    deployed = {
        found
        for file in ("deploy/compose.yml", "deploy/kubernetes/kustomization.yaml", "docs/deploy.md")
        for found in re.findall(r"rolewise(?::|, newTag: )(\d[\d.]*\d)", (ROOT / file).read_text("utf-8"))
    }
    released = re.findall(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert deployed == {version} == {released[0]}


def test_the_glossary_leads_to_files() -> None:
    """The last column names a place of the project, below the package, `knowledge/` or the root."""
    rows = re.findall(r"^\| [^|]+ \| .+ \| (.+) \|$", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)[1:]
    places = {place.split(" › ")[0].rstrip("/") for row in rows for place in re.findall(r"`([^`]+)`", row)}
    tops = (ROOT, ROOT / "rolewise", ROOT / "knowledge")

    assert len(rows) > 25
    assert [place for place in sorted(places) if not any((top / place).exists() for top in tops)] == []


def test_facts_of_security_name_no_invented_address() -> None:
    """Reports go through the repository, or to the `contact` that a deployment names."""
    security = PAGES[1].read_text("utf-8")

    assert "`contact`" in security and "Report a vulnerability" in security
    assert re.search(r"[\w.]+@[\w.]+", security) is None
