"""Reading an EPUB: its pages in order, put together as one."""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

from corpus.archives import Archive
from corpus.encodings import decode_any
from corpus.entities import check_entities
from corpus.errors import UnreadableSource
from corpus.markup import prepare
from corpus.model import Provenance
from corpus.xmlparts import parse_xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_BODY = re.compile(r"<body\b[^>]*>(.*)</body\s*>", re.IGNORECASE | re.DOTALL)
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FETCH_AGAIN = "Fetch or save it again and add it again."


def read_epub(data: bytes) -> tuple[str, Provenance]:
    """Put the pages of a book together.

    Parameters
    ----------
    data : bytes
        The book.

    Returns
    -------
    tuple of (str, Provenance)
        One page of HTML, in which every id begins with the name of its file, and what the book
        says of itself.

    Raises
    ------
    UnreadableSource
        If it is damaged, encrypted, or has no pages.
    """
    archive = Archive(data)
    package_name = _package_name(archive)
    package = parse_xml(archive.read(package_name))
    folder = posixpath.dirname(package_name)
    pages = [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in _spine(package)]
    pages = [page for page in dict.fromkeys(pages) if page in archive]
    if not pages:
        raise UnreadableSource("The EPUB has no pages in its list of contents.", _FETCH_AGAIN)
    _refuse_encrypted(archive, pages)
    whole = "\n".join(_page(archive, page) for page in pages)
    return f"<html><body>{whole}</body></html>", _provenance(package)


def _package_name(archive: Archive) -> str:
    container = parse_xml(archive.read("META-INF/container.xml"))
    root = container.find(f".//{_CONTAINER}rootfile")
    name = root.get("full-path") if root is not None else None
    if name is None or name not in archive:
        raise UnreadableSource("The EPUB does not say where its contents are.", _FETCH_AGAIN)
    return name


def _spine(package: ElementTree.Element) -> list[str]:
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    found = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if item.get("media-type") in _PAGES:
            found.append(item.get("href") or "")
    return found


def _refuse_encrypted(archive: Archive, pages: list[str]) -> None:
    name = "META-INF/encryption.xml"
    if name not in archive:
        return
    locked = {
        unquote(reference.get("URI") or "")
        for reference in parse_xml(archive.read(name)).iter()
        if reference.tag.endswith("CipherReference")
    }
    if locked.intersection(pages):
        raise UnreadableSource(
            "The EPUB is locked to one reading device (DRM).", "Add a copy without a lock."
        )


def _page(archive: Archive, name: str) -> str:
    markup = decode_any(archive.read(name))
    check_entities(markup)
    body = _BODY.search(markup)
    folder = posixpath.dirname(name)

    def relink(address: str) -> str:
        if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
            return address
        path, _, fragment = unquote(address).partition("#")
        target = posixpath.normpath(posixpath.join(folder, path)) if path else name
        return f"#{target}__{fragment}" if fragment else f"#{target}"

    inner = prepare(body[1] if body else markup, lambda id_: f"{name}__{id_}", relink)
    return f'<div id="{name}">{inner}</div>'


def _provenance(package: ElementTree.Element) -> Provenance:
    def first(tag: str) -> str:
        return next((_words(e) for e in package.iter(f"{_DC}{tag}") if _words(e)), "")

    return Provenance(
        title=first("title"),
        author=" and ".join(_authors(package)),
        date=re.sub(r"^(\d{4}).*T.*$", r"\1", first("date")),
        publication=first("publisher"),
        rights=first("rights"),
    )


def _authors(package: ElementTree.Element) -> list[str]:
    """Name the creators whose role is author, or all of them if no roles are given."""
    roles = {
        (meta.get("refines") or "").lstrip("#"): _words(meta)
        for meta in package.iter(f"{_OPF}meta")
        if meta.get("property") == "role"
    }
    creators = list(package.iter(f"{_DC}creator"))
    named = [
        (_words(c), c.get(f"{_OPF}role") or roles.get(c.get("id") or "", "aut")) for c in creators
    ]
    writers = [name for name, role in named if name and role == "aut"]
    return writers or [name for name, _ in named if name]


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())
