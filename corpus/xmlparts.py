"""The XML parts of an archive."""

import xml.etree.ElementTree as ElementTree

from corpus.entities import check_entities
from corpus.errors import UnreadableSource


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse one XML part of an archive.

    Parameters
    ----------
    data : bytes
        The part.

    Returns
    -------
    Element
        Its root.

    Raises
    ------
    UnreadableSource
        If it is not well formed, or its entities would unfold.
    """
    check_part(data)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise UnreadableSource(
            f"The file is damaged: a part of it is not XML ({error}).",
            "Fetch or save it again and add it again.",
        ) from error


def check_part(data: bytes) -> None:
    """Refuse an XML part whose entities would unfold, in whatever encoding it is.

    Parameters
    ----------
    data : bytes
        The part.

    Raises
    ------
    UnreadableSource
        If they would.
    """
    encoding = "utf-16" if b"\0" in data[:64] else "utf-8"
    check_entities(data.decode(encoding, "replace"))
