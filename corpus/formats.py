"""Which format a file is in, told from its content."""

import re
from enum import StrEnum

from corpus.archives import Archive
from corpus.encodings import decode_any
from corpus.errors import UnreadableSource

_HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"ITSF": "a compiled help file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)*<([\w:.-]+)", re.S
)
_HTML_TAG = re.compile(r"<(?:p|div|h[1-6]|span|a|br|em|i|b|ul|ol|table|blockquote)\b[^<>]*>", re.I)
_LATEX = re.compile(r"\\(?:documentclass|begin\{document\})|\\(?:chapter|section|footnote)\*?\{")
_SURE = 3
_NAMED = 1
_MARKDOWN = (
    (re.compile(r"^\[\^[^\]\s]+\]:", re.M), 3, 1),
    (re.compile(r"^#{1,6} \S", re.M), 2, 3),
    (re.compile(r"^(?:```|~~~)", re.M), 1, 1),
    (re.compile(r"\[[^\]\n]+\]\((?:https?:|#|/|\.)[^)\s]*\)"), 2, 1),
    (re.compile(r"\*\*\w[^*\n]*\*\*"), 1, 1),
    (re.compile(r"^\S.*\n(?:={3,}|-{3,})$", re.M), 1, 1),
    (re.compile(r"\A---\n\w+:"), 2, 1),
    (re.compile(r"^> \S", re.M), 1, 1),
)


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    EPUB = "EPUB"
    DOCX = "Word"
    ODT = "OpenDocument"
    RTF = "RTF"
    LATEX = "LaTeX"
    JATS = "JATS"
    PDF = "PDF"


def detect(data: bytes, name: str = "") -> Format:
    """Tell a file's format by what is in it.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name, which only tips the balance between Markdown and plain text.

    Returns
    -------
    Format
        Plain text where nothing speaks for another.

    Raises
    ------
    UnreadableSource
        If it is empty, in a format that is not read, or a damaged archive.
    """
    if not data:
        raise UnreadableSource("The file is empty.", "Choose a file with text in it.")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK"):
        return _in_archive(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return Format.RTF
    _refuse_others(data)
    return _of_text(decode_any(data), name)


def _in_archive(data: bytes) -> Format:
    archive = Archive(data)
    if "mimetype" in archive:
        kind = archive.read("mimetype").strip()
        if kind == b"application/epub+zip":
            return Format.EPUB
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return Format.ODT
    if "META-INF/container.xml" in archive:
        return Format.EPUB
    if any(name.startswith("word/document") for name in archive.names):
        return Format.DOCX
    raise UnreadableSource(
        "The file is a zip archive with no document in it that can be read.",
        "Unpack it and add the files that are inside.",
    )


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnreadableSource(
            "The file is an old Word file (.doc), or a Word file with a password.",
            "Save it as .docx without a password and add that.",
        )
    for opening, what in _OTHERS.items():
        if data.startswith(opening):
            raise UnreadableSource(
                f"The file is {what}, not a text.",
                "Add a text, Markdown, HTML, EPUB, Word, OpenDocument, RTF, LaTeX or PDF file.",
            )


def _of_text(text: str, name: str) -> Format:
    head = text[:_HEAD].lstrip("\ufeff")
    root = _ROOT.match(head)
    if root:
        found = _of_root(root[1].casefold(), head)
        if found:
            return found
    if len(_LATEX.findall(head)) >= 2 or head.lstrip().startswith("\\documentclass"):
        return Format.LATEX
    named = name.casefold().endswith((".md", ".markdown"))
    return Format.MARKDOWN if _likeness(text) >= (_NAMED if named else _SURE) else Format.TEXT


def _of_root(root: str, head: str) -> Format | None:
    if root == "html" or "<!doctype html" in head[:2000].casefold():
        return Format.HTML
    if root == "article" and re.search(r"JATS|NLM|<article-meta\b|<front>|article-type", head):
        return Format.JATS
    if head.lstrip().startswith("<?xml"):
        raise UnreadableSource(
            f"The file is XML of a kind that is not read (its root is <{root}>).",
            "Convert it to HTML, EPUB or plain text and add that.",
        )
    if _HTML_TAG.match(head.lstrip()) or len(_HTML_TAG.findall(head)) >= _SURE:
        return Format.HTML
    return None


def _likeness(text: str) -> int:
    """Weigh the signs of Markdown; some count double when met again."""
    total = 0
    for pattern, weight, most in _MARKDOWN:
        found = sum(1 for _, _ in zip(range(most), pattern.finditer(text), strict=False))
        total += weight * found
    return total
