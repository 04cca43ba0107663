"""The Dockerfile builds from files that exist, into an image that can train nothing, write nothing and tell no secret."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from rolewise.rasa.training import SOURCES
from rolewise.settings import ROOT

if sys.version_info >= (3, 11):
    pass
else:
    pass


@dataclass(frozen=True)
class Instruction:
    """One instruction, its continued lines joined."""

    stage: int
    word: str
    rest: str

    @property
    def copied(self) -> tuple[list[str], str]:
        """Sources and target of a COPY."""
        *sources, target = [part for part in self.rest.split() if not part.startswith("--")]
        return sources, target


@pytest.fixture(scope="module")
def instructions(deploy: Path) -> list[Instruction]:
    """Those of the Dockerfile."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (deploy / "Dockerfile").read_text("utf-8")).replace("\\\n", " ")
    found: list[Instruction] = []
    for line in filter(str.strip, text.splitlines()):
        word, _, rest = line.partition(" ")
        stage = (found[-1].stage if found else -1) + (word == "FROM")
        found.append(Instruction(stage, word, rest.strip()))
    return found


def copies(instructions: list[Instruction], stage: int) -> list[tuple[str, str]]:
    """What a stage copies out of the project: source and target."""
    made = [each for each in instructions if each.word == "COPY" and each.stage == stage and "--from=" not in each.rest]
    return [(source, target) for each in made for source in each.copied[0] for target in [each.copied[1]]]


def test_both_stages_start_from_the_same_pinned_image(instructions: list[Instruction]) -> None:
    bases = {each.rest.split()[0] for each in instructions if each.word == "FROM"}

    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.10\.\d+-slim-[a-z]+", bases.pop())


def test_every_copied_file_exists_and_is_let_through(instructions: list[Instruction], deploy: Path) -> None:
    ignored = (deploy / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    allowed = {rule[1:] for rule in rules if rule.startswith("!")}
    sources = {source for stage in (0, 1) for source, _ in copies(instructions, stage)}

    assert rules[0] == "*"
    assert {source for source in sources if not (ROOT / source).exists()} == set()
    assert {name for name in allowed if not (ROOT / name).exists()} == set()
    assert {source for source in sources if not any(source == name or source.startswith(f"{name}/") for name in allowed)} == set()
    assert {name for name in allowed if not any(source == name or source.startswith(f"{name}/") for source in sources)} == set()


def test_all_that_a_model_is_made_from_is_there_when_it_is_trained(instructions: list[Instruction]) -> None:
    train = next(position for position, each in enumerate(instructions) if "bootstrap.sh serve" in each.rest)
    there = [source for source, _ in copies(instructions[:train], 0)]

    assert [name for name in SOURCES if not any(name == each or name.startswith(f"{each}/") for each in there)] == []


def test_what_no_server_loads_is_left_out(instructions: list[Instruction]) -> None:
    """As on one server: tests/rasa/test_bootstrap.py and test_deploy_page.py look at what that is."""
    made = [each for each in instructions if each.word == "RUN" and "bootstrap.sh serve" in each.rest]
    last = [each.rest for each in instructions if each.stage == 1 and each.word == "COPY" and "--from=build" in each.rest]

    assert [each.stage for each in made] == [0] and len(last) == 1
    assert "rm -rf .tools" in made[0].rest


def test_the_image_runs_as_nobody_in_particular_and_checks_itself(instructions: list[Instruction]) -> None:
    last = {each.word: each.rest for each in instructions if each.stage == 1}

    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", last["USER"])
    assert "healthcheck.py" in last["HEALTHCHECK"]
    assert json.loads(last["ENTRYPOINT"]) == ["sh", "entrypoint.sh"]
    assert json.loads(last["CMD"]) == ["rolewise", "serve"]
    assert last["VOLUME"] == "/opt/rolewise/.state"


def test_no_secret_and_no_unknown_setting_is_built_in(
    instructions: list[Instruction], settings: set[str], secret_settings: set[str]
) -> None:
    built_in = " ".join(each.rest for each in instructions if each.word in ("ENV", "ARG"))
    named = set(re.findall(r"\b(?:ROLEWISE|SLACK)_\w+", built_in))

    assert named <= settings - secret_settings
    assert named


def laid_out(instructions: list[Instruction], stages: range, folder: Path, until: str = "") -> Path:
    """The files as the stages copy them, up to the first RUN with `until` in it."""
    for each in instructions:
        if until and each.word == "RUN" and until in each.rest:
            break
        if each.word != "COPY" or each.stage not in stages or "--from=" in each.rest:
            continue
        sources, target = each.copied
        for source in sources:
            _copy(ROOT / source, folder / (Path(source).name if target == "./" else target))
    return folder


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    else:
        shutil.copy(source, target)


def python(code: str, folder: Path, **environment: str) -> str:
    """What Python prints that sees the folder's modules instead of the project's."""
    guarded = f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"
    done = subprocess.run(
        [sys.executable, "-c", guarded], cwd=folder, capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout.strip()


def test_the_embedding_can_be_made_of_what_the_first_step_has(instructions: list[Instruction], tmp_path: Path) -> None:
    folder = laid_out(instructions, range(1), tmp_path, until="bootstrap.sh")

    found = python("import rolewise.core.embedding.convert as made; print(made.__file__)", folder)

    assert Path(found).is_relative_to(folder)
    assert (folder / "scripts" / "bootstrap.sh").is_file()


def test_the_files_of_the_image_are_sound_and_want_the_model_that_was_trained(
    instructions: list[Instruction], tmp_path: Path
) -> None:
    """Else an instance would train at its start, on a file system that it may not write to."""
    before, after = laid_out(instructions, range(1), tmp_path / "a"), laid_out(instructions, range(2), tmp_path / "b")
    ask = "from rolewise.rasa.training import fingerprint; print(fingerprint())"
    check = "from rolewise.cli import main; sys.argv = ['rolewise', 'check']; main()"

    assert python(ask, before) == python(ask, after)
    assert python(check, after).startswith("knowledge is sound")


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """Answers as `status` and `body` of it say."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ready = self.path == "/webhooks/web/ready" and self.server.ready  # type: ignore[attr-defined]
            self.send_response(200 if ready else 503)
            self.end_headers()
            self.wfile.write(b'{"reason": "the model is not loaded"}')

        def log_message(self, *_: object) -> None:
            return None

    made = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def test_the_health_check_asks_the_server(server: HTTPServer, deploy: Path) -> None:
    def check() -> subprocess.CompletedProcess[str]:
        environment = {"ROLEWISE_PORT": str(server.server_port)}
        return subprocess.run([sys.executable, deploy / "healthcheck.py"], env=environment, capture_output=True, text=True)

    server.ready = True  # type: ignore[attr-defined]
    assert check().returncode == 0
    server.ready = False  # type: ignore[attr-defined]
    unready = check()
    assert (unready.returncode, "the model is not loaded" in unready.stderr) == (1, True)


def test_the_health_check_fails_where_nothing_listens(deploy: Path) -> None:
    done = subprocess.run([sys.executable, deploy / "healthcheck.py"], env={"ROLEWISE_PORT": "1"}, capture_output=True)

    assert done.returncode == 1


def entered(deploy: Path, folder: Path, **environment: str) -> dict[str, str]:
    """The environment of a command behind the entry point."""
    show = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]
    known = {"PATH": "/usr/bin:/bin", "CREDENTIALS_DIRECTORY": str(folder), **environment}
    done = subprocess.run(["sh", deploy / "entrypoint.sh", *show], env=known, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_secret_files_become_settings_and_do_not_replace_what_is_set(deploy: Path, tmp_path: Path) -> None:
    (tmp_path / "ROLEWISE_SECRET").write_text("a'b\"c $(touch hacked) `d`\n")
    (tmp_path / "ROLEWISE_REDIS_URL").write_text("redis://file")
    (tmp_path / "ROLEWISE_x;touch hacked").write_text("no")
    (tmp_path / "postgres_password").write_text("no")

    found = entered(deploy, tmp_path, ROLEWISE_REDIS_URL="redis://set", SLACK_BOT_TOKEN="")

    assert found["ROLEWISE_SECRET"] == "a'b\"c $(touch hacked) `d`"
    assert found["ROLEWISE_REDIS_URL"] == "redis://set"
    assert not {"postgres_password", "value", "set_already"} & set(found)
    assert not list(Path.cwd().glob("hacked"))


def test_without_secret_files_the_command_runs_all_the_same(deploy: Path, tmp_path: Path) -> None:
    assert "ROLEWISE_SECRET" not in entered(deploy, tmp_path / "nothing")


def test_secrets_are_drawn_once_and_kept_from_other_users(deploy: Path, tmp_path: Path) -> None:
    shutil.copy(deploy / "secrets.sh", tmp_path)
    run = lambda: subprocess.run(["sh", tmp_path / "secrets.sh"], capture_output=True, text=True, check=True)  # noqa: E731
    run()
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    again = run()

    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == first
    assert again.stdout == ""
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0
    assert len(first["ROLEWISE_SECRET"]) == 64
    assert len({first["ROLEWISE_SECRET"], first["postgres_password"], first["grafana_password"]}) == 3
    assert f":{first['postgres_password']}@postgres:5432/" in first["ROLEWISE_DATABASE_URL"]
