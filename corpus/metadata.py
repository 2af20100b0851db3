"""Title, author and date as a document's own head gives them."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from corpus.model import Provenance
from corpus.syntax import plain_words

_DATES = ("date", "dcterms.date", "DC.date", "dc.date", "article:published_time")
_AUTHORS = ("author", "creator", "dc.creator", "DC.creator")


def from_head(meta: Mapping[str, Any]) -> Provenance:
    """Read the head of a document.

    Parameters
    ----------
    meta : mapping
        As pandoc writes it in JSON.

    Returns
    -------
    Provenance
        Empty where it says nothing.
    """
    return Provenance(
        title=_words(meta.get("title")),
        author=_first(meta, _AUTHORS),
        date=_first(meta, _DATES),
        rights=_words(meta.get("rights")),
    )


def together(first: Provenance, second: Provenance) -> Provenance:
    """Fill what the first leaves empty from the second."""
    return Provenance(
        **{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Provenance)}
    )


def _first(meta: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _words(meta.get(name)))), "")


def _words(value: Any) -> str:  # noqa: ANN401 - as pandoc has it
    if value is None:
        return ""
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return plain_words(content)
    if kind == "MetaBlocks":
        return " ".join(plain_words(b["c"]) for b in content if b["t"] in ("Para", "Plain"))
    if kind == "MetaList":
        return " and ".join(words for item in content if (words := _words(item)))
    if kind == "MetaMap":
        return _words(content.get("name") or content.get("literal"))
    return content if isinstance(content, str) else ""
