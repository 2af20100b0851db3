"""Books with gold notes, written out in other formats with their notes as notes."""

import gzip
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc

from corpus.epub import read_epub
from corpus.pandoc import read_tree
from corpus.syntax import kinds_of

Node = dict[str, Any]
_LEVEL = str.maketrans("‘’“”", "''\"\"")
_FORMATS = {
    "docx": "docx",
    "odt": "odt",
    "html": "html",
    "epub": "epub3",
    "markdown": "markdown-smart",
}
FORMATS = (*_FORMATS, "rtf", "latex", "jats", "pdf", "pdf in two columns")


def rows(file: Path) -> list[dict[str, Any]]:
    """Read a gzipped file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def squashed(text: str) -> str:
    """Leave out white space and how quotation marks curl: what formats do not all keep."""
    text = unicodedata.normalize("NFKC", text).translate(_LEVEL).replace('"', "'")
    return re.sub(r"[\s\u2060\u200b\u00ad]+", "", text)


def write(tree: Node, format_: str) -> bytes:
    """Write a tree out in a format."""
    if format_.startswith("pdf"):
        return _typeset(_pandoc(tree, "typst").decode(), 2 if "two" in format_ else 1)
    return _pandoc(tree, _FORMATS.get(format_, format_))


def _pandoc(tree: Node, format_: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", format_, "-s", "-o", "-"]
    return subprocess.run(
        [*command, "--quiet"], input=json.dumps(tree).encode(), capture_output=True, check=True
    ).stdout


def _typeset(source: str, columns: int) -> bytes:
    import typst

    source = source.replace("cols: 1,\n", f"cols: {columns},\n")
    return typst.compile(source.encode(), pdf_tags=False)


def with_notes(epub: Path) -> Node:
    """Give a book's tree with each note where its mark stands."""
    markup, provenance = read_epub(epub.read_bytes())
    tree = read_tree(markup.encode(), "html-auto_identifiers", "EPUB")
    called: set[str] = set()

    def call(node: Node) -> list[Node] | None:
        if _is_mark(node):
            called.add(node["c"][2][0][1:])
        return None

    _rewritten(tree["blocks"], call)
    bodies: dict[str, list[Node]] = {}
    rest = _rewritten(tree["blocks"], lambda node: _taken(node, called, bodies))
    notes = {name: _rewritten(body, _as_note) for name, body in bodies.items()}

    def put(node: Node) -> list[Node] | None:
        if _is_mark(node):
            return [{"t": "Note", "c": notes[node["c"][2][0][1:]]}]
        return _plain(node, put)

    meta = {
        key: {"t": "MetaInlines", "c": [{"t": "Str", "c": words}]}
        for key, words in (("title", provenance.title), ("author", provenance.author))
    }
    return {**tree, "meta": meta, "blocks": _rewritten(rest, put)}


def _is_mark(node: Node) -> bool:
    return node["t"] == "Link" and "noteref" in kinds_of(node["c"][0])


def _taken(node: Node, called: set[str], bodies: dict[str, list[Node]]) -> list[Node] | None:
    """Take the bodies of notes out of the running text."""
    if node["t"] == "Div" and node["c"][0][0] in called:
        bodies[node["c"][0][0]] = node["c"][1]
        return []
    if node["t"] != "OrderedList":
        return None
    items = [item[0] for item in node["c"][1] if item]
    if not all(item["t"] == "Div" and item["c"][0][0] in called for item in items):
        return None
    bodies.update({item["c"][0][0]: item["c"][1] for item in items})
    return []


def _as_note(node: Node) -> list[Node] | None:
    if node["t"] == "Link" and "backlink" in kinds_of(node["c"][0]):
        return []
    if node["t"] == "Header":
        return [{"t": "Para", "c": _rewritten(node["c"][2], _as_note)}]
    return _plain(node, _as_note)


def _plain(node: Node, visit: Callable[[Node], list[Node] | None]) -> list[Node] | None:
    """Leave out pictures and links, which lead nowhere once a book is cut up."""
    if node["t"] == "Image":
        return []
    if node["t"] in ("Link", "Span"):
        return _rewritten(node["c"][1], visit)
    if node["t"] == "Div":
        return _rewritten(node["c"][1], visit)
    return None


def _rewritten(part: Any, visit: Callable[[Node], list[Node] | None]) -> Any:
    if isinstance(part, list):
        found = []
        for item in part:
            if isinstance(item, dict) and "t" in item:
                done = visit(item)
                found += [_inside(item, visit)] if done is None else done
            else:
                found.append(_rewritten(item, visit))
        return found
    return part


def _inside(node: Node, visit: Callable[[Node], list[Node] | None]) -> Node:
    return {**node, "c": _rewritten(node["c"], visit)} if "c" in node else node
