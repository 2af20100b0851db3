"""What Opcit sets in brackets behind a question that it wrote out: put there, and taken off."""

import re
from typing import Final

_ASIDE: Final = re.compile(
    r"(?<=[^\s(])\s*\((?:(?:about|after)\s.*|[^()]*)\)(?=[?.!]?$)", re.DOTALL
)
_BEFORE: Final = re.compile(r"(?<=[^\s(])\s*\(after\s“.*”\)(?=[?.!]?$)", re.DOTALL)


def without_aside(text: str) -> str:
    """Take what stands in brackets off the end of a question that was written out.

    It holds Opcit's own words, or the conversation's: no reader quotes or claims them, and no later
    question may be set into them.

    Examples
    --------
    >>> without_aside("How did Lenin reply (after “Who led the strike?”)?")
    'How did Lenin reply?'
    """
    return _ASIDE.sub("", text)


def put_alone(asked: str, understood: str) -> str:
    """Take the aside off a question as understood; brackets that were asked stay.

    Examples
    --------
    >>> put_alone("Who won (in 1912)?", "Who won (in 1912)?")
    'Who won (in 1912)?'
    """
    return understood if understood == asked else without_aside(understood)


def without_question_before(text: str) -> str:
    """Take off only an aside that repeats the question before, which the talk holds anyway."""
    return _BEFORE.sub("", text)


def with_aside(text: str, aside: str) -> str:
    """Set an aside behind a question, if it has none."""
    if not aside or _ASIDE.search(text):
        return text
    bare = text.rstrip("?.! ")
    return f"{bare} ({aside}){text[len(bare) :].strip()}"
