"""The page at /docs: every route and shape on one page that loads nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

Schema = Mapping[str, Any]

_STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem;
       color: #222; background: #fdfcf9 }
code, pre, td:first-child { font: 14px/1.5 ui-monospace, monospace }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc }
h3 code { font-size: 16px }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
pre { background: #f2efe6; padding: .6rem; overflow-x: auto }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1c1b19 } pre { background: #2a2825 } a { color: #9bf } }
"""


def install(app: FastAPI) -> None:
    """Serve the page at /docs."""

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        return HTMLResponse(page(app.openapi()), headers=headers)


def page(document: Schema) -> str:
    """Write an OpenAPI document as a page.

    Parameters
    ----------
    document : mapping
        OpenAPI 3.1, its schemas all under ``components``.

    Returns
    -------
    str
        HTML without script, image or link to another site.
    """
    about = document["info"]
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(about['title'])}</title>",
        f"<meta name=viewport content='width=device-width'><style>{_STYLE}</style>",
        f"<h1>{escape(about['title'])} {escape(about['version'])}</h1>",
        f"<p>{escape(about.get('summary', ''))} ",
        "This document for programs: <a href=/openapi.json>openapi.json</a>.</p>",
        "<h2>Routes</h2>",
    ]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parts.extend(_operation(method.upper(), path, operation))
    parts.append("<h2>Shapes</h2>")
    for name, schema in document["components"]["schemas"].items():
        parts.extend(_shape(name, schema))
    return "\n".join(parts)


def _operation(method: str, path: str, operation: Schema) -> Iterator[str]:
    yield f"<h3><code>{method} {escape(path)}</code></h3>"
    yield f"<p>{_prose(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", [])
    if parameters:
        rows = [
            _row(p["name"], p["in"], _kind(p["schema"]), p.get("description", ""))
            for p in parameters
        ]
        yield f"<table>{''.join(rows)}</table>"
    body = operation.get("requestBody", {}).get("content", {})
    for media, content in body.items():
        yield f"<p>Takes {_kind(content['schema'])} as <code>{escape(media)}</code>.</p>"
    for status, response in operation["responses"].items():
        if status.isdigit():
            yield f"<p>{status}: {_content(response)}</p>"


def _content(response: Schema) -> str:
    kinds = [
        f"{_kind(content.get('schema', {}))} as <code>{escape(media)}</code>"
        for media, content in response.get("content", {}).items()
    ]
    return ", or ".join(kinds) or "nothing"


def _shape(name: str, schema: Schema) -> Iterator[str]:
    yield f"<h3 id={escape(name)}><code>{escape(name)}</code></h3>"
    text = schema.get("description", "")
    yield f"<p>{_prose(text.split('Attributes')[0])}</p>"
    if "enum" in schema:
        yield f"<p>{_kind(schema)}</p>"
    told = _attributes(text)
    needed = set(schema.get("required", ()))
    rows = [
        _row(
            field,
            "" if field in needed else "may be left out",
            _kind(kind),
            kind.get("description") or told.get(field, ""),
        )
        for field, kind in schema.get("properties", {}).items()
    ]
    if rows:
        yield f"<table>{''.join(rows)}</table>"


def _attributes(text: str) -> dict[str, str]:
    """Read what a numpydoc docstring says of each attribute."""
    found: dict[str, str] = {}
    names: list[str] = []
    for line in text.partition("Attributes\n")[2].splitlines()[1:]:
        head, colon, _ = line.partition(" : ")
        if colon and not line.startswith(" "):
            names = [name.strip() for name in head.split(",")]
        elif line.strip():
            found |= {name: f"{found.get(name, '')} {line.strip()}".strip() for name in names}
    return found


def _kind(schema: Schema) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f"<a href='#{name}'>{name}</a>"
    if "anyOf" in schema:
        return " or ".join(_kind(option) for option in schema["anyOf"])
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if "enum" in schema:
        return " or ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return escape(str(schema.get("type", "text")))


def _row(name: str, place: str, kind: str, text: str) -> str:
    cells = (escape(name), kind, escape(place), _prose(text))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _prose(text: str) -> str:
    parts = escape(" ".join(text.split())).split("`")
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))
