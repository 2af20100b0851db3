"""Turning a yes-or-no question into the sentence it asks about."""

import re

from qa.followups.words import (
    BE,
    DETERMINER,
    DO,
    HAVE,
    MODAL,
    OWN,
    POSSESSIVE,
    PREPOSITION,
    THIRD,
    WH,
)

_ASKS = re.compile(
    r"(?P<verb>was|were|is|are|has|have|had|can|could|will|would|should|did|does|do)"
    r"(?P<not>n[’']t)?\s+(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_PREDICATE = re.compile(r"\w+(?:ed|en|ing)|born|made|built|held|kept|sent|paid|lost|found|won")
_JOINS = frozenset({"of", "de", "von", "van", "the"})
_OPENS = DETERMINER | POSSESSIVE | OWN
_SHORT = 3
"""Most words that with a question mark are no sentence: "True or false?"."""
_LONGEST = 6
"""Most words a subject that does not begin with a name is looked for in."""


def asserted(claim: str) -> str:
    """Return the sentence a question asks about; what cannot be turned comes back as it is.

    Parameters
    ----------
    claim : str
        A question to be answered by yes or no, or a sentence with a question mark. "Didn't he"
        expects what "Did he" asks.

    Examples
    --------
    >>> asserted("Didn't Orlov mend the bridge?")
    'Orlov did mend the bridge.'
    >>> asserted("the bridge fell in May?")
    'The bridge fell in May.'
    """
    if not claim.endswith("?"):
        return claim
    bare = claim.rstrip("? ")
    match = _ASKS.fullmatch(bare)
    if match:
        verb, words = match["verb"].lower(), match["rest"].split()
        end = _subject(words, verb)
        if end is None:
            return claim
        bare = " ".join([*words[:end], verb, *words[end:]])
    elif len(bare.split()) <= _SHORT or bare.split()[0].lower() in WH:
        return claim
    return f"{bare[0].upper()}{bare[1:]}."


def _subject(words: list[str], verb: str) -> int | None:
    """Return how many words the subject has; None where that cannot be told."""
    first = words[0].lower()
    if first in THIRD - POSSESSIVE | {"i", "you", "we", "there"} and len(words) > 1:
        return 1
    if words[0][0].isupper():
        end = _name(words)
        return end if end < len(words) else None
    tried = range(2 if first in _OPENS else 1, min(len(words), _LONGEST))
    return next((at for at in tried if _begins_predicate(words, at, verb)), None)


def _name(words: list[str]) -> int:
    """Return how many words a name has, with what belongs to it: "Orlov's wife"."""
    end = 1
    while end < len(words):
        joined = words[end].lower() in _JOINS and words[end + 1 : end + 2]
        if not words[end][0].isupper() and not (joined and words[end + 1][0].isupper()):
            break
        end += 1
    return end + 1 if re.search(r"(?:[’']s|s[’'])$", words[end - 1]) else end


def _begins_predicate(words: list[str], at: int, verb: str) -> bool:
    """Whether what a question says of its subject may begin at a word."""
    word, after = words[at].lower().strip(",;"), [w.lower() for w in words[at + 1 : at + 2]]
    if word == "of" or words[at - 1].lower() in PREPOSITION:
        return False
    if verb in BE | HAVE:
        return word in _OPENS | PREPOSITION or bool(_PREDICATE.fullmatch(word)) or not after
    ends = not after or after[0] in _OPENS | PREPOSITION | THIRD | {"that", "to", "not"}
    named = bool(after) and (words[at + 1][0].isupper() or words[at + 1][0].isdigit())
    return verb in DO | MODAL and word not in PREPOSITION and (ends or named) and after != ["of"]
