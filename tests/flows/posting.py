"""Writing as a program does: JSON over HTTP with a token."""

import http.client
import json
from typing import Any

from tests.delivery.served_family import House


def post(house: House, who: str, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """The status and the answer of a write to the house's family."""
    return post_at(house, who, f"/families/{house.cast.family_id}{path}", **body)


def post_at(house: House, who: str, address: str, **body: Any) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=60)
    headers = {"Authorization": f"Bearer {house.tokens[who]}", "Accept": "application/json"}
    connection.request(
        "POST", address, json.dumps(body), headers | {"Content-Type": "application/json"}
    )
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    return answer.status, said
