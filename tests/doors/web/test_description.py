"""docs/web-api.yaml describes the Web API as it is: schemathesis finds no difference, whatever it sends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
import yaml

from rolewise.doors.web.errors import STATUS

DESCRIPTION = Path(__file__).parents[3] / "docs" / "web-api.yaml"
EXAMPLES = 40  # of each operation
CONTENT = yaml.safe_load(DESCRIPTION.read_text("utf-8"))


@pytest.fixture
def described(server: Any) -> Any:
    """The description, tried on a server."""
    schema = schemathesis.openapi.from_dict(CONTENT)
    schema.config.update(base_url=server.url)
    return schema


api = schemathesis.pytest.from_fixture("described")


@api.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_the_server_does_as_described(case: Any, server: Any) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {server.client().token}"})


def test_every_line_of_a_stream_is_as_described(server: Any) -> None:
    client = server.client()
    schema = {"$ref": "#/components/schemas/Line", "components": CONTENT["components"]}
    for text in ("hello", "fail", "lose it"):
        for line in client.lines(text).text.splitlines():
            jsonschema.Draft202012Validator(schema).validate(json.loads(line))


def test_every_error_is_described() -> None:
    codes = CONTENT["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"]["enum"]

    assert codes == list(STATUS)


def test_every_error_has_its_sentence() -> None:
    from rolewise.doors.web.errors import Problem

    for code in STATUS:
        assert Problem(code, values={"count": 1, "field": "text", "id": "1"}).body()["error"]["message"]
