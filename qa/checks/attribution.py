"""Whom a statement says a quotation is by."""

import re

from qa.checks.wording import OTHER_SAY, SAY

_SAY = rf"(?:{SAY}|{OTHER_SAY})"
_ADVERB = (
    r"(?:really|actually|ever|indeed|truly|also|once|first|himself|herself|themselves|themself"
    r"|anywhere|just|then|later|literally|himself|explicitly|somewhere|famously|supposedly|in fact"
    r"|jokingly|used to|(?:is|are|was|were) (?:said|supposed|reported) to have"
    r"|(?:is|are|was|were) quoted as|to have|have|had|has|must|would|could|did|does|not|can)"
)
_OF_WORDS = (
    r"(?:(?:\w+ ){0,2}(?:words?|lines?|phrases?|sayings?|verdict|remarks?|wording|opinion|letters?"
    r"|account|speech|claim|quotation|quote|reply|answer|comment|maxim|description|question|idea"
    r"|message|motto|diary|notes?|view))"
)
_NAME = r"(?P<who>[^,:;?!()⟦⟧]{2,60}?)"
_TOLD_OF = (
    r"(?:is|are|was|were)\s[^⟦⟧]*\b(?:described|called|named|dubbed|labelled|hailed|likened|compared"
    r"|dismissed)\b"
)
"""Somebody or something that is spoken of, and does not speak."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:cite|quote)s?\s+{_NAME}\s+(?:as|for)\b",
        rf"\bnotes\s+(?:say|credit)\s+{_NAME}(?=[,.?!⟦]|$)",
        rf"\bcredited to\s+{_NAME}(?=\s+in\b|[,:.?!⟦]|$)",
        r"\b(?:is|was|were|isn['’]t|wasn['’]t)\s+(?:it|this|that|these|those)\s+"
        r"(?:really\s+|actually\s+)?"
        rf"{_NAME}(?:,[^,]*,)?\s+(?:who|that|whom|{_SAY})\b",
        rf"\b(?:it|that|this)\s+(?:is|was)\s+{_NAME}(?:,[^,]*,)?\s+(?:who|that|{_SAY})\b",
        rf"\b(?:did|does|do|didn['’]t|doesn['’]t|has|had)\s+{_NAME}\s+(?:{_ADVERB}\s+)*{_SAY}\b",
        rf"\b(?:was|were|is|are)\s+⟦\d+⟧\s+(?:said|written|spoken|uttered)\s+by\s+{_NAME}"
        r"\s*(?=[,.?!⟦]|$)",
        rf"\b(?:attributed to|spoken by|written by|said by|quote from|quotation from|line from"
        rf"|this from|words of|according to)\s+{_NAME}(?:['’]s)?\s*(?=[,:.?!⟦]|$)",
        r"(?:^|[.!?,⟦⟧]\s*|\b(?:has|have|is|are|was|were|which|this|the|in|of|these|does)\s+)"
        rf"{_NAME}['’]s?\s+{_OF_WORDS}\b",
        rf"⟧\s*[,:—–-]*\s*(?:said|wrote|declared|cried|asked|replied)\s+{_NAME}\s*"
        r"(?=[,.?!]|\s(?:to|in|on|at|when|after|before|as)\b|$)",
        rf"(?:^|[.!?]\s+|\bthat\s+){_NAME},\s+(?:who|the|a|an|then|now|himself|herself)\b[^,⟦⟧]*,"
        rf"\s+(?:{_ADVERB}\s+)*{_SAY}\b",
        rf"(?:^|[.!?⟧]\s+|[,—–-]\s*|\bthat\s+)(?!{_TOLD_OF}){_NAME}\s+(?:{_ADVERB}\s+)*{_SAY}\b",
        rf"(?:^|[.!?]\s+){_NAME}(?:\s+(?:on|to|in|at|about|of)\s[^:⟦]*)?:\s*⟦",
        r"⟧\s*\((?P<who>(?-i:[A-ZÀ-Þ])[^()⟦⟧,;\d]{1,40})(?:,[^()⟦⟧]*)?\)",
        rf"\b(?:to quote|in the words of)\s+{_NAME}(?=[,:]|\s*⟦)",
        rf"⟧\s*[—–-]+\s*(?:genuine|real|true|authentic)?\s*{_NAME}\s*(?=[,.?!]|$)",
    )
)
_OPENING = re.compile(
    r"^(?:(?:so|and|but|well|also|please|now|then|the|a|an|is|was|are|were|do|does|did|can|check"
    r"|verify|words|true|that|this|these|those|one of|it|said|right|correct|old|poor|young|dear"
    r"|where|what|how|which page has|which|supposedly|really|actually|something|among|in|by|from"
    r"|under|to|as|of|there|enacted|written)(?![\w’'])\s*)+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:\b(?:text|book|articles?|source|chapter|passage|essay|document|paragraph|page|here|author"
    r"|writer|quote|quotation|line|wording|phrase|sentence|word|words|anyone|someone|somebody"
    r"|anybody|he|she|they|we|it|i|you|this|that|these|those|there|him|her|his|what|how|which|where|me|my"
    r"|notes?|story|piece|work|accounts?|exactly|one|accurate|genuine|correct|real|who|please|act"
    r"|inscription|sign|slogan|introduction|statue|appeal|verify|letter|quoted|put|says)\b)",
    re.IGNORECASE,
)
_VERB = re.compile(rf"{SAY}\b", re.IGNORECASE)
_OWN_WORDS = re.compile(rf"[’']s?\s+{_OF_WORDS}$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:articles?|act|appeal|text|chapter|book|essay|inscription|introduction|slogan|statue)$"
    r"|^(?:sign|inscription|introduction)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9]{3}\.)\s+")
_YEAR = re.compile(r"^\d{3,4},?\s+")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*")


def attribution(frame: str) -> str | None:
    """Return the person a statement gives a quotation to, None where it names nobody.

    Parameters
    ----------
    frame : str
        The statement with each quotation replaced by its number between ``⟦`` and ``⟧``.

    Examples
    --------
    >>> attribution("Did Lenin really write that ⟦0⟧?")
    'Lenin'
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(frame):
            name = _trimmed(match["who"])
            if name:
                return name
    return None


def _trimmed(words: str) -> str | None:
    """Return the name inside the words found, or None when they name nobody."""
    last = _SENTENCE_END.split(words.strip(" ,.–—-\"'“”‘’"))[-1]
    bare = _OPENING.sub("", _YEAR.sub("", _OPENING.sub("", last)))
    bare = _OWN_WORDS.sub("", bare)
    if _DOCUMENT.search(bare) or _VERB.match(bare):
        return None
    if re.fullmatch(r"author|writer", bare, re.IGNORECASE):
        return f"the {bare.lower()}"
    nobody = _NOBODY.search(bare) and not _CAPITAL.search(_NOBODY.sub("", bare))
    return None if nobody or not bare else bare
