"""Short names for sources, the same whenever one is read again."""

import re
import unicodedata

_LONGEST = 60
_SMALL = frozenset({"the", "a", "an", "of", "and", "by", "der", "die", "das", "le", "la", "les"})


def source_id(author: str, title: str, file_name: str = "") -> str:
    """Name a source by its author's surname and its title, or by its file.

    Parameters
    ----------
    author, title : str
        Either may be empty.
    file_name : str
        Used where there is no title.

    Returns
    -------
    str
        Of lowercase letters, digits and hyphens, at most 60; "source" when nothing is known.

    Examples
    --------
    >>> source_id("Adam Smith", "The Wealth of Nations")
    'smith-wealth-nations'
    >>> source_id("", "", "My Book (2).docx")
    'my-book-2'
    """
    words = _words(title)
    if not words:
        words = _words(re.sub(r"\.\w{1,8}$", "", file_name))
        return _joined(words) or "source"
    telling = [word for word in words if word not in _SMALL] or words
    return _joined([*_words(_surname(author)), *telling])


def _surname(author: str) -> str:
    first = re.split(r"\s*(?:;|&|\band\b)\s*", author)[0]
    if "," in first:
        return first.split(",")[0]
    return first.split()[-1] if first.split() else ""


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", letters)


def _joined(words: list[str]) -> str:
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        name = longer
    return name
