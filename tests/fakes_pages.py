"""The pages run around a client, and what they show."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from qa.service.client import Client

UI = Path(__file__).parents[1] / "ui"


def open_pages(client: Client, page: str = "", **query: str) -> AppTest:
    """Run the app as a browser would at an address; `page` is the name of a script."""
    at = AppTest.from_file(str(UI / "app.py"), default_timeout=20)
    at.session_state["client"] = client
    for name, value in query.items():
        at.query_params[name] = value
    if page:
        at.switch_page(f"app_pages/{page}.py")
    return at.run()


def shown(at: AppTest) -> str:
    """All HTML on the page but the style sheets."""
    still = [each.proto.body for each in at.get("html")]
    return "\n".join(each for each in still if not each.startswith("<style>")) + reader(at)


def reader(at: AppTest) -> str:
    """The HTML in the reader; empty when it is not on the page."""
    return "".join(data.get("html", "") for data in components(at))


def components(at: AppTest) -> list[dict[str, str]]:
    """What the components on the page are told."""
    return [json.loads(each.proto.json) for each in at.get("bidi_component")]


def button(at: AppTest, words: str, nth: int = 0):  # noqa: ANN201
    """The button with these words on it."""
    return [each for each in at.button if each.label == words][nth]
