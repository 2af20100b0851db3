"""Roman numerals, both ways."""

import re

_VALUES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CANONICAL = re.compile(
    r"(m{0,3})(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII
)
_WORTH = {letter: value for value, letter in _VALUES}


def to_roman(number: int) -> str:
    """Write a number as a lowercase roman numeral.

    Parameters
    ----------
    number : int
        From 1 to 3999.

    Returns
    -------
    str
        The numeral in its standard form.

    Raises
    ------
    ValueError
        If the number is out of range.

    Examples
    --------
    >>> to_roman(69)
    'lxix'
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no roman numeral: it must lie between 1 and 3999.")
    letters = []
    for value, letter in _VALUES:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)


def from_roman(numeral: str) -> int | None:
    """Read a roman numeral in its standard form, in either case.

    Parameters
    ----------
    numeral : str
        Nothing but the numeral.

    Returns
    -------
    int or None
        Its value; None when it is no numeral ("iiii", "ab", "").

    Examples
    --------
    >>> from_roman("LIII"), from_roman("iiii")
    (53, None)
    """
    match = _CANONICAL.fullmatch(numeral)
    if not numeral or match is None:
        return None
    return sum(_group_value(group.lower()) for group in match.groups())


def _group_value(group: str) -> int:
    if group in _WORTH:
        return _WORTH[group]
    return sum(_WORTH[letter] for letter in group)
