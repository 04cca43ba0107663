"""The proxy, with the real nginx: conversations stay with their instance, and nothing passes that should not."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from needs import program

from rolewise.doors.web.sessions import Sessions
from tests.deploy.cluster import lay_out, proxy
from tests.deploy.services import HOST, free_port, wait_until

SECRET = "a secret of thirty-two characters"


@dataclass
class Upstream:
    """A server in the place of an instance: tells what it was asked, and may hold a stream back or drop a request."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    drops: bool = False
    server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                upstream.asked.append({"path": self.path, "body": body, **{k.lower(): v for k, v in self.headers.items()}})
                if upstream.drops:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                elif self.path.endswith("/message"):
                    self._stream()
                else:
                    self._answer(json.dumps({"port": upstream.port}).encode())

            do_GET = do_POST

            def _answer(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _stream(self) -> None:
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for line in (b'{"type":"started"}\n', b'{"type":"end"}\n'):
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
                    self.wfile.flush()
                    upstream.go_on.wait(30)
                self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_: object) -> None:
                return None

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.server_port)

    def stop(self) -> None:
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Upstream], str, Path]]:
    """Three instances and the proxy before them, without its limits."""
    folder = tmp_path_factory.mktemp("nginx")
    upstreams = [Upstream() for _ in range(3)]
    with proxy([each.port for each in upstreams], folder) as url:
        yield upstreams, url, folder
    for each in upstreams:
        each.stop()


@pytest.fixture
def upstreams(standing: tuple[list[Upstream], str, Path]) -> list[Upstream]:
    """The instances, as if nobody had asked yet."""
    for each in standing[0]:
        each.asked.clear()
        each.go_on.clear()
        each.drops = False
    return standing[0]


Ask = Callable[..., "tuple[int, bytes]"]


@pytest.fixture
def ask(standing: tuple[list[Upstream], str, Path]) -> Ask:
    """Sends a request to the proxy: status and body."""
    return lambda path, **options: sent(standing[1] + path, **options)


def sent(url: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def port_of(ask: Ask, token: str, scheme: str = "Bearer") -> int:
    return int(json.loads(ask("/webhooks/web/history", Authorization=f"{scheme} {token}")[1])["port"])


def test_a_conversation_stays_with_its_instance_when_its_token_is_renewed(
    upstreams: list[Upstream], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = Sessions(SECRET)
    for _ in range(10):
        token = sessions.begin().token
        opened = sessions.opened(f"Bearer {token}")
        found = {port_of(ask, token), port_of(ask, token, "bearer")}
        for later in (5_000.0, 80_000.0):
            monkeypatch.setattr("rolewise.doors.web.sessions.time.time", lambda later=later: 1.8e9 + later)
            renewed = sessions.renew(opened).token
            assert renewed != token
            found.add(port_of(ask, renewed))
        monkeypatch.undo()
        assert len(found) == 1


def test_conversations_are_spread_over_the_instances(upstreams: list[Upstream], ask: Ask) -> None:
    sessions = Sessions(SECRET)
    found = Counter(port_of(ask, sessions.begin().token) for _ in range(90))

    assert set(found) == {each.port for each in upstreams}
    assert min(found.values()) > 10


def test_slack_goes_to_one_instance(upstreams: list[Upstream], ask: Ask) -> None:
    for number in range(5):
        ask("/webhooks/slack/events", body=b"{}", X_Slack_Request_Timestamp=str(number))

    assert sorted(len(each.asked) for each in upstreams) == [0, 0, 5]


def test_lines_of_an_answer_are_passed_on_as_they_come(
    upstreams: list[Upstream], standing: tuple[list[Upstream], str, Path]
) -> None:
    connection = http.client.HTTPConnection(standing[1].removeprefix("http://"), timeout=30)
    connection.request("POST", "/webhooks/web/message", b"{}")
    answer = connection.getresponse()
    first = answer.readline()
    for each in upstreams:
        each.go_on.set()

    assert (first, answer.read()) == (b'{"type":"started"}\n', b'{"type":"end"}\n')


def test_the_visitors_own_headers_about_the_way_do_not_pass(upstreams: list[Upstream], ask: Ask) -> None:
    ask("/webhooks/web/live", X_Forwarded_For="6.6.6.6", X_Rolewise_Debug="key", Forwarded="for=6.6.6.6", Origin="https://a.b")
    (asked,) = [request for each in upstreams for request in each.asked]

    assert asked["x-forwarded-for"] == HOST
    assert not {"x-rolewise-debug", "forwarded"} & set(asked)
    assert asked["origin"] == "https://a.b"
    assert asked["host"].startswith(HOST)


@pytest.mark.parametrize(
    "path", ["/webhooks/rest/webhook", "/webhooks/", "/model/parse", "/status", "/conversations/a/tracker", "/version"]
)
def test_nothing_else_of_the_server_is_reached(upstreams: list[Upstream], ask: Ask, path: str) -> None:
    status, _ = ask(path)

    assert status == 404
    assert not [request for each in upstreams for request in each.asked]


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/roles/nurse", "/compare/a-vs-b", "/site/a.js", "/widget/a.js"])
def test_pages_and_files_are_reached(upstreams: list[Upstream], ask: Ask, path: str) -> None:
    assert ask(path)[0] == 200


def test_a_message_that_an_instance_has_received_is_not_sent_to_another(upstreams: list[Upstream], ask: Ask) -> None:
    for each in upstreams:
        each.drops = True
    status, _ = ask("/webhooks/web/feedback", body=b"{}")

    assert status == 502
    assert sum(len(each.asked) for each in upstreams) == 1


def test_large_bodies_are_refused(upstreams: list[Upstream], ask: Ask) -> None:
    status, body = ask("/webhooks/web/feedback", body=b"x" * 70_000)[:2]

    assert (status, json.loads(body)["error"]["code"]) == (413, "too_large")


def test_a_conversation_goes_on_elsewhere_when_its_instance_is_gone(tmp_path: Path) -> None:
    sessions, gone, alive = Sessions(SECRET), free_port(), Upstream()
    with contextlib.closing(contextlib.ExitStack()) as stack, proxy([gone, alive.port], tmp_path) as url:
        stack.callback(alive.stop)
        ask: Ask = lambda path, **options: sent(url + path, **options)  # noqa: E731
        found = {port_of(ask, sessions.begin().token) for _ in range(20)}

    assert found == {alive.port}


def test_floods_are_limited(tmp_path: Path) -> None:
    alive = Upstream()
    with proxy([alive.port], tmp_path, limits=True) as url, ThreadPoolExecutor(16) as pool:
        found = Counter(pool.map(lambda _: sent(f"{url}/webhooks/web/feedback", b"{}")[0], range(300)))
    alive.stop()

    assert set(found) == {200, 429}


def test_what_the_proxy_refuses_is_an_answer_of_the_web_api(tmp_path: Path) -> None:
    """Else a widget on another origin could only say that the server is unreachable."""
    with proxy([free_port()], tmp_path) as url, pytest.raises(urllib.error.HTTPError) as refused:
        asked = urllib.request.Request(f"{url}/webhooks/web/history", headers={"Origin": "https://jobs.example"})
        urllib.request.urlopen(asked, timeout=30)
    said = refused.value

    assert (said.code, json.loads(said.read())["error"]["code"], said.headers["Retry-After"]) == (502, "busy", "2")
    assert said.headers["Access-Control-Allow-Origin"] == "https://jobs.example"
    assert (said.headers["Content-Type"], said.headers["Vary"]) == ("application/json", "Origin")


def test_the_log_has_one_line_of_json_a_request_and_tells_nothing_of_the_visitor(
    upstreams: list[Upstream], standing: tuple[list[Upstream], str, Path], ask: Ask
) -> None:
    log = standing[2] / "nginx-requests.log"
    ask("/roles/nurse?utm=my-secret", Referer="https://jobs.example.org/my-secret", User_Agent='"my-secret')
    wait_until(lambda: '/roles/nurse"' in log.read_text("utf-8").splitlines()[-1], lambda: "no line of the log")
    records = [json.loads(line) for line in log.read_text("utf-8").splitlines()]

    assert (records[-1]["path"], records[-1]["status"]) == ("/roles/nurse", 200)
    assert "my-secret" not in log.read_text("utf-8")
    assert not {"/webhooks/web/live", "/webhooks/web/ready"} & {record["path"] for record in records}


@pytest.mark.parametrize("listen", ["listen.conf", "listen-tls.conf"])
def test_nginx_takes_the_configuration(tmp_path: Path, deploy: Path, listen: str) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            program("openssl"),
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-days",
            "1",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    text = (deploy / "nginx" / listen).read_text("utf-8")
    fitted = text.replace("/etc/nginx/tls/fullchain.pem", str(certificate)).replace("/etc/nginx/tls/privkey.pem", str(key))
    instances = (deploy / "nginx" / "instances.conf").read_text("utf-8")
    # Names of containers are known in their network only.
    local = [line.replace(f"rolewise-{number}", "127.0.0.1") for number, line in enumerate(instances.splitlines()[2:], 1)]
    made = lay_out(tmp_path, local, 0, listen=fitted)

    done = subprocess.run([program("nginx"), "-t", "-p", tmp_path, "-c", made], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr
