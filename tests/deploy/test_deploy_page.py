"""docs/deploy.md, its chapter on one server, followed to the letter on a machine of the test's own: folders, users, network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from needs import missing, program

from rolewise.rasa.training import ensure_model
from rolewise.settings import ROOT

MACHINE = Path(__file__).with_name("machine")
MOST = 1_000_000_000  # bytes of what a server is installed as
# What the page leaves to the reader, done in between; each stands behind the line that asks for it.
BY_HAND = {
    "# then fill it in": 'sed -i "s#^ROLEWISE_SECRET=.*#ROLEWISE_SECRET=$(openssl rand -hex 32)#" /etc/rolewise/environment',
    "# the certificate": "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    " -keyout /etc/nginx/tls/privkey.pem -out /etc/nginx/tls/fullchain.pem 2>/dev/null",
}
AFTERWARDS = """
set +x
cd /opt/rolewise
du -sb --exclude=.git . | cut -f 1 >/var/log/size
ls .venv/bin >/var/log/programs
find / -xdev -path /proc -prune -o -user rolewise -print 2>/dev/null | grep -v -E '^/(proc|tmp|run)' >/var/log/owned || true
ask() { curl --silent --show-error --fail --insecure --header 'Content-Type: application/json' "$@"; }
token=$(ask --data '{}' https://localhost/webhooks/web/session | sed -E 's/.*"token": ?"([^"]+)".*/\\1/')
ask --header "Authorization: Bearer $token" --data '{"text": "What does a nurse earn?"}' https://localhost/webhooks/web/message \
    >/var/log/answer
grep -h -E '^(VmHWM|Uid|CapEff)' /proc/$(pgrep -u rolewise -f 'rolewise serve' | head -n 1)/status >/var/log/status
"""


@dataclass(frozen=True)
class Followed:
    """What came of it."""

    folder: Path
    output: str

    def log(self, name: str) -> str:
        """A file of /var/log."""
        path = self.folder / "var" / "log" / name
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """The page's commands, run one after the other until one fails."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root of a Linux can make a machine of its own (namespaces, mounts)")
    for name in ("unshare", "ip", "nginx", "setpriv", "openssl", "curl", "useradd"):
        program(name)
    folder = tmp_path_factory.mktemp("machine")
    folder.chmod(0o755)
    if subprocess.run(["unshare", "--mount", "--net", "--pid", "--fork", "true"], capture_output=True).returncode:
        pytest.skip("namespaces of its own are not allowed here")
    _unpack(folder)
    script = folder / "script"
    script.write_text("\n".join([*_commands(), AFTERWARDS]), "utf-8")
    environment = {
        "HOME": os.environ.get("HOME", "/root"),
        "UV_OFFLINE": "1",
        "INSTALLED": str(folder / "installed"),
        "LANG": "C",
    }
    if "UV_CACHE_DIR" in os.environ:
        environment["UV_CACHE_DIR"] = os.environ["UV_CACHE_DIR"]
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            "--net",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            str(MACHINE / "start"),
            str(folder),
            str(script),
        ],
        env={**environment, "PATH": os.environ["PATH"]},
        stdout=(folder / "stdout").open("wb"),
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=900,
    )
    output = (folder / "stdout").read_text("utf-8", "replace")
    if "needed to be downloaded" in _setup_log(folder) or "network was disabled" in _setup_log(folder):
        missing("uv's cache does not hold the packages of the lock")
    yield Followed(folder, output if done.returncode == 0 else f"{output}\nexit code {done.returncode}\n{_logs(folder)}")
    shutil.rmtree(folder, ignore_errors=True)


def _commands() -> list[str]:
    """Each line of the block of commands, with what is left to the reader."""
    page = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    block = re.search(r"## One server.*?```sh\n(.*?)```", page, re.DOTALL)
    assert block
    lines = []
    for line in block[1].splitlines():
        lines += [line, *(hand for words, hand in BY_HAND.items() if words in line)]
    assert len(lines) == len(block[1].splitlines()) + len(BY_HAND)
    return lines


def _unpack(folder: Path) -> None:
    """The files of the release, with what takes a network or a minute of training: uv, and a model that is current."""
    release = folder / "opt" / "rolewise"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (release / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, release / name)
    (release / ".tools" / "uv" / "bin").mkdir(parents=True)
    shutil.copy2(ROOT / ".tools" / "uv" / "bin" / "uv", release / ".tools" / "uv" / "bin" / "uv")
    model = ensure_model()
    (release / "models").mkdir()
    for each in model.parent.glob(f"{model.name}*"):
        shutil.copy2(each, release / "models")
    # A Python that other users reach, as a package of the system would be.
    shutil.copytree(
        sys.base_prefix, folder / "opt" / "python", symlinks=True, ignore=shutil.ignore_patterns("test", "__pycache__")
    )


def _setup_log(folder: Path) -> str:
    path = folder / "opt" / "rolewise" / ".cache" / "setup.log"
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _logs(folder: Path) -> str:
    server = folder / "var" / "log" / "rolewise.err"
    return _setup_log(folder)[-2000:] + (server.read_text("utf-8", "replace")[-3000:] if server.exists() else "")


@pytest.mark.slow
def test_every_command_succeeds(followed: Followed) -> None:
    assert "exit code" not in followed.output, followed.output[-8000:]


def test_the_server_answers_behind_the_proxy(followed: Followed) -> None:
    assert json.loads(followed.log("answer"))["about"]["roles"] == ["registered-nurse"]


def test_it_runs_as_its_own_user_and_may_do_nothing_else(followed: Followed) -> None:
    status = dict(line.split(":", 1) for line in followed.log("status").splitlines())

    assert status["Uid"].split()[0] != "0" and int(status["CapEff"], 16) == 0
    assert {line for line in followed.log("owned").splitlines() if not line.startswith("/var/lib/rolewise")} == set()


def test_it_is_a_third_of_the_whole_and_without_tools_of_tests(followed: Followed) -> None:
    programs = set(followed.log("programs").split())

    assert int(followed.log("size")) <= MOST
    assert programs & {"pytest", "mypy", "ruff", "playwright", "tensorboard"} == set()
    assert {"rolewise", "rasa"} <= programs


def test_what_the_commands_use_is_installed_by_the_first(followed: Followed) -> None:
    assert {"make", "git", "curl", "python3-venv", "nginx", "openssl"} <= set((followed.folder / "installed").read_text().split())
