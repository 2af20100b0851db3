"""Dividing a compound claim into its parts, each a sentence that stands alone."""

import re
from collections.abc import Callable, Iterator

from qa.checks.clause import Clause, Two
from qa.checks.coordination import coordinated
from qa.checks.subordination import apposition, fronted, relative, tail, trailing
from qa.checks.wording import SAY

_MOST = 5
_NEVER = re.compile(
    r"\?\s*$|^neither\b"
    r"|\b(?:if|unless|whether|until(?! (?:\w+ ){0,2}\d)|either|both|would have|rather than"
    r"|so \w+ that|not only|no sooner|the \w+er\b.*, the)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    rf"^(?:[^,;]{{2,60}}?\b(?:{SAY}|thinks?|believe[sd]?|found|knew)\b(?: [\w’']+){{0,3}}? that"
    r"|(?:according to|in) [^,]{2,50}?(?:[’']s? (?:view|opinion|judg[e]?ment|account|words))?,)\s+",
    re.IGNORECASE,
)
_AND_THAT = re.compile(r"\b(and|but) that\b")
_OPINION = re.compile(r"^in .*[’']s? (?:view|opinion|judge?ment|account|words),", re.IGNORECASE)
_RULES: tuple[Callable[[Clause], Two], ...] = (
    fronted,
    trailing,
    relative,
    apposition,
    coordinated,
    tail,
)


def parts_of(claim: str) -> tuple[str, ...]:
    """Divide a claim; one that isn't compound, or isn't surely so, comes back whole.

    Examples
    --------
    >>> parts_of("Kornilov was arrested and was sent to Bykhov.")
    ('Kornilov was arrested.', 'Kornilov was sent to Bykhov.')
    >>> parts_of("Scott and Crean stayed behind.")
    ('Scott and Crean stayed behind.',)
    """
    if _NEVER.search(claim):
        return (claim,)
    frame, rest = _framed(claim)
    rest = _AND_THAT.sub(r"\1", rest) if frame else rest
    pieces = list(_divided(rest, _MOST))
    if len(pieces) < 2:
        return (claim,)
    return tuple(_sentence(frame + piece) for piece in pieces)


def _framed(claim: str) -> tuple[str, str]:
    """Take off what says whose statement it is; each part keeps it."""
    match = _FRAME.match(claim)
    if not match or (match[0].lower().startswith("in ") and not _OPINION.match(match[0])):
        return "", claim
    return match[0], claim[match.end() :]


def _sentence(piece: str) -> str:
    return f"{piece[0].upper()}{piece[1:]}."


def _divided(text: str, most: int) -> Iterator[str]:
    """Divide a stretch as long as a rule holds."""
    read = Clause.of(text)
    whole = read.between(0) or text
    two = next(filter(None, (rule(read) for rule in _RULES)), None) if most > 1 else None
    if two is None:
        yield whole
        return
    first = list(_divided(two[0], most - 1))
    yield from first
    yield from _divided(two[1], most - len(first))
