"""One reader for each family of structured formats, all giving a document told apart."""

from collections.abc import Callable
from dataclasses import replace

from corpus import called
from corpus.archives import Archive
from corpus.encodings import decode_any
from corpus.entities import check_entities
from corpus.epub import read_epub
from corpus.errors import UnreadableSource
from corpus.formats import Format
from corpus.linked import link_notes
from corpus.markdown_notes import by_key
from corpus.markup import prepare, without_footer
from corpus.metadata import from_head, together
from corpus.model import Provenance
from corpus.office import check_office, docx_provenance, odt_provenance, uncalled_notes
from corpus.pandoc import read_tree
from corpus.pieces import Draft, NoteDraft
from corpus.syntax import flatten
from corpus.uncalled import gather, insert

Read = tuple[Draft, Provenance]

_HTML = "html-auto_identifiers"
_MARKDOWN = (
    "markdown-smart-tex_math_dollars-citations-raw_tex-example_lists-auto_identifiers"
    "-implicit_figures-subscript-fancy_lists"
)


def read_document(data: bytes, format_: Format) -> Read:
    """Read a document in a format that has a structure of its own.

    Parameters
    ----------
    data : bytes
        The whole file.
    format_ : Format
        One of `READERS`.

    Returns
    -------
    tuple of (Draft, Provenance)
        The document told apart, and what it says of itself.

    Raises
    ------
    UnreadableSource
        If it is damaged, locked, or would unfold beyond measure.
    """
    return READERS[format_](data)


def _html(data: bytes) -> Read:
    markup = decode_any(data)
    check_entities(markup)
    return _linked(prepare(without_footer(markup)), Format.HTML)


def _epub(data: bytes) -> Read:
    markup, provenance = read_epub(data)
    draft, _ = _linked(markup, Format.EPUB)
    return draft, provenance


def _linked(markup: str, format_: Format) -> Read:
    tree = read_tree(markup.encode(), _HTML, format_)
    return link_notes(flatten(tree["blocks"])), from_head(tree["meta"])


def _markdown(data: bytes) -> Read:
    text, keys = called.markdown(decode_any(data))
    try:
        draft, provenance = _held(text.encode(), _MARKDOWN, Format.MARKDOWN)
    except UnreadableSource:
        # What looks like a head of metadata may be none.
        reader = f"{_MARKDOWN}-yaml_metadata_block"
        draft, provenance = _held(text.encode(), reader, Format.MARKDOWN)
    return gather(by_key(draft, keys)), provenance


def _latex(data: bytes) -> Read:
    draft, provenance = _held(called.latex(decode_any(data)).encode(), "latex", Format.LATEX)
    return gather(draft), provenance


def _jats(data: bytes) -> Read:
    markup = decode_any(data)
    check_entities(markup)
    draft, provenance = _held(called.jats(markup).encode(), "jats", Format.JATS)
    return gather(draft), provenance


def _rtf(data: bytes) -> Read:
    return _held(called.rtf(data), "rtf", Format.RTF)


def _docx(data: bytes) -> Read:
    archive = Archive(data)
    check_office(archive)
    draft, provenance = _held(data, "docx", Format.DOCX)
    return insert(draft, uncalled_notes(archive)), together(provenance, docx_provenance(archive))


def _odt(data: bytes) -> Read:
    archive = Archive(data)
    check_office(archive)
    draft, provenance = _held(data, "odt", Format.ODT)
    return draft, together(odt_provenance(archive), provenance)


def _held(data: bytes, reader: str, format_: Format) -> Read:
    """Read a format whose tree holds each note where its mark stands."""
    tree = read_tree(data, reader, format_)
    flat = flatten(tree["blocks"])
    notes = tuple(NoteDraft("", pieces, footnote=True) for pieces in flat.notes)
    pieces = tuple(replace(piece, links=()) for piece in flat.pieces)
    return Draft(pieces, notes), from_head(tree["meta"])


READERS: dict[Format, Callable[[bytes], Read]] = {
    Format.HTML: _html,
    Format.EPUB: _epub,
    Format.MARKDOWN: _markdown,
    Format.LATEX: _latex,
    Format.JATS: _jats,
    Format.RTF: _rtf,
    Format.DOCX: _docx,
    Format.ODT: _odt,
}
