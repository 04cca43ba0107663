"""The widget's modules without a browser: their own tests, their types, their size, and what they never use."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from needs import missing, program

from rolewise.doors.pages.site.files import read

HERE = Path(__file__).parent
WIDGET = HERE.parents[1] / "widget"
MODULES = sorted(WIDGET.glob("*.js"))
# Bytes, gzipped, as they are sent: of the file that a page loads, and of all that an English visitor's browser does.
BUDGET_OF_A_PAGE, BUDGET = 5 * 1024, 24 * 1024
SENT = ("rolewise-chat.js", "chat.js")  # the second with all that it imports
LONGEST_LINE = 130
UNSAFE = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|createContextualFragment"
    r"|setAttribute\('(?:style|on)"
)


def test_the_modules_pass_their_own_tests() -> None:
    files = [str(file) for file in sorted(HERE.glob("*.test.js"))]
    done = subprocess.run([program("node"), "--test", *files], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-4000:]


def test_the_types_are_sound() -> None:
    program("node")
    compiler = WIDGET / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        missing("the types need `npm ci` in widget/")
    done = subprocess.run([str(compiler), "--project", str(WIDGET / "jsconfig.json")], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_all_that_a_browser_loads_is_within_24_kilobytes_gzipped() -> None:
    sizes = [len(read(WIDGET / name).compressed) for name in SENT]

    assert sizes[0] <= BUDGET_OF_A_PAGE
    assert sum(sizes) <= BUDGET


def test_what_is_sent_is_still_a_module(tmp_path: Path) -> None:
    for name in (*SENT, "hindi.js"):
        sent = tmp_path / f"{Path(name).stem}.mjs"
        sent.write_bytes(read(WIDGET / name).content)

        assert subprocess.run([program("node"), "--check", str(sent)], capture_output=True).returncode == 0, name


def test_the_chat_is_one_request_with_every_module(tmp_path: Path) -> None:
    sent = read(WIDGET / "chat.js").content.decode()
    used = [file for file in MODULES if file.name not in ("rolewise-chat.js", "hindi.js")]

    assert "from './" not in sent
    assert [name for file in used if (name := f"${file.stem}=(") not in sent] == ["$chat=("]
    assert sent.count("export ") == 1


def test_the_sources_can_be_read() -> None:
    long = [
        (file.name, place)
        for file in MODULES
        for place, line in enumerate(file.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert long == []


def test_text_never_becomes_markup_or_code() -> None:
    assert not [(file.name, found) for file in MODULES for found in re.findall(UNSAFE, file.read_text())]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in MODULES:
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")

        assert not re.search(r"https?://|@import url|url\(", text)
        assert all(name.startswith("./") for name in re.findall(r"from '([^']+)'", text))


def test_the_manual_names_the_versions_that_the_features_in_use_need() -> None:
    features = json.loads((HERE / "features.json").read_text())  # first versions as of MDN's browser-compat-data 8
    sources = "\n".join(file.read_text() for file in MODULES)
    needed = {engine: max(feature[engine] for feature in features) for engine in ("chrome", "firefox", "safari")}
    manual = (WIDGET.parent / "docs" / "widget.md").read_text()

    assert [feature["feature"] for feature in features if not re.search(feature["pattern"], sources)] == []
    assert "Chrome or Edge {chrome:g}, Firefox {firefox:g} and Safari {safari:g}".format(**needed) in manual
    # Newer than that, and done without: iteration over streams, field-sizing, requestClose, top-level await.
    assert not re.search(r"for await \(const \w+ of (?!values)|field-sizing|requestClose|^(?:const .* = )?await ", sources, re.M)


def test_the_package_has_what_it_names(tmp_path: Path) -> None:
    command = [program("npm"), "pack", "--json", "--pack-destination", str(tmp_path)]
    done = subprocess.run(command, cwd=WIDGET, capture_output=True)
    packed = {file["path"] for file in json.loads(done.stdout)[0]["files"]}
    manifest = json.loads((WIDGET / "custom-elements.json").read_text())["modules"][0]["declarations"][0]
    described = {attribute["name"] for attribute in manifest["attributes"]}
    element = (WIDGET / "rolewise-chat.js").read_text()

    assert {"rolewise-chat.js", "rolewise-chat.d.ts", "custom-elements.json", *(file.name for file in MODULES)} <= packed
    assert not any("test" in name or "node_modules" in name for name in packed)
    for attribute in re.findall(r"'(\w+)'", re.search(r"OBSERVED = \[(.*?)\]", element)[1]):  # type: ignore[index]
        assert attribute in described
    assert {method["name"] for method in manifest["members"] if method["kind"] == "method"} == {
        "mount", "unmount", "show", "hide", "toggle", "ask", "clear"}  # fmt: skip


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (WIDGET / "package-lock.json").read_text()
