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


def without_question_before(text: str) -> str:
    """Take off only an aside that repeats the question before, which the talk holds anyway."""
    return _BEFORE.sub("", text)


def with_aside(text: str, aside: str) -> str:
    """Set an aside behind a question, if it has none."""
    if not aside or _ASIDE.search(text):
        return text
    if text.endswith("?"):
        return f"{text[:-1].rstrip()} ({aside})?"
    return f"{text} ({aside})"
