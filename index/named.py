"""Notes named in a question: "note liii", "endnotes 3 and 4", "n. 5"."""

import re

_ROMAN = re.compile(
    r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_LABEL = r"(?:\d{1,4}|[mdclxvi]{1,15}|\*{1,3}|[†‡§¶])(?![\w½])"
_NAMING = re.compile(
    rf"""
    (?:
        \b(?:(?:end|foot)[ -]?)?notes? [ ]+ (?:(?:numbers?|nos?\.?)[ ]*)? [#(\["“]?
      | \b(?:nn|fnn?|n)(?:\.[ ]*|[ ]*(?=\d))
    )
    (?P<labels> {_LABEL} (?: (?:[ ]*,[ ]*(?:and[ ]+)? | [ ]+and[ ]+ | [ ]*&[ ]*
        | [ ]+or[ ]+ | [ ]*[-–][ ]* | [ ]+to[ ]+) {_LABEL})* )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PIECE = re.compile(rf"(?<!\w){_LABEL}|[-–]|\bto\b", re.IGNORECASE)
_FOLLOWED_BY_WORD = re.compile(r" +(?!and\b|or\b)[a-z]+(?<![s])\b")

LONGEST_RANGE = 20
"""A range of more notes than this is taken for two labels."""


def roman_value(text: str) -> int | None:
    """Read a roman numeral of either case; None when it is not one.

    Examples
    --------
    >>> roman_value("liii")
    53
    """
    if not _ROMAN.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def label_key(label: str) -> str:
    """Bring a label to a form in which "53", "liii" and "LIII" are the same.

    Examples
    --------
    >>> label_key("liii"), label_key("053"), label_key("*")
    ('53', '53', '*')
    """
    bare = label.strip().strip("[]().").lower()
    if bare.isdecimal():
        return str(int(bare))
    value = roman_value(bare)
    return bare if value is None else str(value)


def named_notes(question: str) -> list[str]:
    """List the labels of the notes a question names.

    Parameters
    ----------
    question : str
        As asked.

    Returns
    -------
    list of str
        Keys as `label_key` makes them, in order, each once. Whether there are such notes is
        not looked at.

    Examples
    --------
    >>> named_notes("What do notes iii and iv rest on, and footnote 12?")
    ['3', '4', '12']
    """
    keys: list[str] = []
    for match in _NAMING.finditer(question):
        labels = match["labels"]
        if labels == "I" and _FOLLOWED_BY_WORD.match(question, match.end()):
            continue  # "the note I wrote"
        keys.extend(_expanded(_PIECE.findall(labels)))
    return list(dict.fromkeys(keys))


def _expanded(pieces: list[str]) -> list[str]:
    """Turn labels and the dashes between them into keys, ranges written out."""
    keys: list[str] = []
    ranging = False
    for piece in pieces:
        if piece in "-–" or piece.lower() == "to":
            ranging = True
            continue
        key = label_key(piece)
        if key.isalpha():
            continue  # letters that are no numeral
        if ranging and keys and keys[-1].isdecimal() and key.isdecimal():
            first, last = int(keys[-1]) + 1, int(key)
            if 0 < last - first <= LONGEST_RANGE:
                keys.extend(str(number) for number in range(first, last))
        keys.append(key)
        ranging = False
    return keys
