"""Refusing markup whose entities unfold to more than it says."""

import re

from corpus.errors import UnreadableSource

_PROLOGUE = 1 << 20
_LARGEST_GROWTH = 10 * 1024 * 1024
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[^\s\"'>]+)\s+"
    r"(?:(?P<outside>SYSTEM|PUBLIC)\b|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)
_REFERENCE = re.compile(r"&(?!#|amp;|lt;|gt;|quot;|apos;)[^\s;&<]+;")


def check_entities(markup: str) -> None:
    """Make sure that a document's own entities are short, and not made of one another.

    Parameters
    ----------
    markup : str
        XML or HTML.

    Raises
    ------
    UnreadableSource
        If they are, or stand for another file.

    Examples
    --------
    >>> check_entities('<!DOCTYPE a [<!ENTITY me "Ann">]><a>&me;</a>')
    """
    if "<!ENTITY" not in markup[:_PROLOGUE]:
        return
    growth = 0
    for entity in _ENTITY.finditer(markup, 0, _PROLOGUE):
        value = entity["double"] or entity["single"] or ""
        if entity["parameter"] or entity["outside"] or _REFERENCE.search(value):
            raise _refusal("defines entities by other entities or other files")
        growth += len(value) * markup.count(f"&{entity['name']};")
    if growth > _LARGEST_GROWTH:
        raise _refusal("defines entities that would swell it beyond measure")


def _refusal(what: str) -> UnreadableSource:
    return UnreadableSource(
        f"The file {what}, so it was not opened.", "Save it without a list of entities."
    )
