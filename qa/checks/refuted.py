"""Clauses that a sentence gives as somebody's error: "equally lying is the legend that ..."."""

import re

from index.lexical import content_stems

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
_ENDS = re.compile(r"(?<=[;:.!?])\s|\s[–—-]{1,2}\s")
_HELD = 0.4
"""Share of a claim's words that must stand in the clause for it to be what is refuted."""


def refutes(sentence: str, claim: str) -> bool:
    """Tell whether a sentence names as an error the clause that speaks of a claim.

    Examples
    --------
    >>> refutes("The legend that Orlov burnt the bridge is false.", "Orlov burnt the bridge.")
    True
    >>> refutes("It was a lie that he fled; Orlov burnt the bridge.", "Orlov burnt the bridge.")
    False
    """
    claimed = content_stems(claim)
    for match in _REFUTES.finditer(sentence):
        end = _ENDS.search(sentence, match.end())
        clause = content_stems(sentence[match.end() : end.start() if end else None])
        if claimed and len(claimed & clause) >= _HELD * len(claimed):
            return True
    return False
