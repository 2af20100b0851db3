"""Clauses that a sentence gives as somebody's error: "equally lying is the legend that ..."."""

import re
from collections.abc import Iterator

from index.lexical import content_stems
from qa.checks.beside import denies

_ERROR = (
    r"(?:lies?|lying|legends?|myths?|fables?|fictions?|falsehoods?|fallac(?:y|ies)|slanders?"
    r"|calumn(?:y|ies)|inventions?|nonsense|delusions?|illusions?|superstitions?"
    r"|untruths?|fairy tales?)"
)
_UNTRUE = (
    r"(?:(?:(?:not|never) (?:\w+ )?(?:true|correct|the case))|untrue|false|a mistake|an error"
    r"|incorrect|erroneous|absurd|mistaken|far from true|wrong)"
)
_REFUTES = re.compile(
    rf"\b(?:{_ERROR}(?: \w+){{0,2}} that"
    rf"|(?:is|was) (?:\w+ )?{_UNTRUE}(?: \w+){{0,3}},? that"
    r"|(?:is|was) (?:quite |entirely |wholly )?(?:wrong|mistaken) (?:to|in) \w+(?: \w+){0,2} that"
    r")\s",
    re.IGNORECASE,
)
_STORY = (
    r"(?:stor(?:y|ies)|tales?|rumours?|rumors?|reports?|claims?|belief|notion|idea|allegations?"
    r"|charges?|assertion|tradition|suggestion|accusation)"
)
_DENIED = (
    r"(?:den(?:y|ies|ied)\b|(?:is|was|are|were) (?:quite |wholly |entirely |altogether )?"
    r"(?:without (?:any )?(?:foundation|basis|truth)|unfounded|baseless|groundless|untrue|false"
    r"|not true|invented|a lie|mistaken|wrong|nonsense)|has no (?:foundation|basis)"
    r"|no truth in|never happened)"
)
_TOLD = re.compile(rf"\b{_STORY}(?: \w+){{0,2}} that\s", re.IGNORECASE)
_ANSWER = re.compile(rf"\b{_DENIED}(?:[ \w]{{0,12}}[,;.!]|$)", re.IGNORECASE)
"""What sets a story down as untrue, at the end of its sentence or in the next."""
_ENDS = re.compile(r"(?<=[;:.!?])\s|\s[–—-]{1,2}\s")
_HELD = 0.4
"""Share of a claim's words that must stand in the clause for it to be what is refuted."""


def refutes(sentence: str, claim: str, after: str = "") -> bool:
    """Tell whether a sentence names as an error the clause that speaks of a claim.

    Parameters
    ----------
    sentence, claim : str
        The two texts.
    after : str
        The next sentence, where a story that this one tells may be denied.

    Examples
    --------
    >>> refutes("The legend that Orlov burnt the bridge is false.", "Orlov burnt the bridge.")
    True
    >>> refutes("There is a story that Orlov fled.", "Orlov fled.", "He denied it.")
    True
    >>> refutes("It was a lie that he fled; Orlov burnt the bridge.", "Orlov burnt the bridge.")
    False
    """
    return any(_speaks_of(clause, claim) for clause in _refuted(sentence, after))


def _refuted(sentence: str, after: str) -> Iterator[str]:
    """Yield the clauses that a sentence gives as errors."""
    for match in _REFUTES.finditer(sentence):
        end = _ENDS.search(sentence, match.end())
        yield sentence[match.end() : end.start() if end else None]
    for match in _TOLD.finditer(sentence):
        answer = _ANSWER.search(sentence, match.end())
        if answer or _ANSWER.search(after):
            yield sentence[match.end() : answer.start() if answer else None]


def _speaks_of(clause: str, claim: str) -> bool:
    claimed = content_stems(claim)
    if denies(claim) and not denies(clause):
        return False
    return bool(claimed) and len(claimed & content_stems(clause)) >= _HELD * len(claimed)
