"""Taking a statement apart: what is to be checked, and how it is framed."""

import re
from dataclasses import dataclass

from qa.checks.asserted import asserted
from qa.checks.attribution import attribution
from qa.checks.claims_beside import claims_beside
from qa.checks.quotemarks import quoted_spans
from qa.model import CheckKind

_SHORT = 3
_DOCUMENT = r"(?:text|article|book|source|author|chapter|passage|writer)"
_FRONT = re.compile(
    r"^\s*(?:(?:true or false|right or wrong|fact[- ]check|check|verify|claim|statement|yes or no"
    r"|correct or not)(?: (?:this|that|the following|please|claim|statement))*\s*[:?.–—-]+\s*"
    r"|(?:so\s*,?\s+)?(?:is it|it is|it's|isn't it|wasn't it|am i|are we) (?:really |actually )?"
    r"(?:true|right|correct|the case|accurate|a fact|said|fair to say)"
    r"(?: (?:to say|in saying))?,? that\s+"
    rf"|(?:does|do|did) (?:the |this )?(?:\w+ )?{_DOCUMENT}"
    r" (?:really |actually |ever )?(?:say|state|claim|argue|mention|suggest|tell us|hold) that\s+"
    rf"|(?:the|this) {_DOCUMENT}"
    r" (?:says|states|claims|argues|mentions|suggests|tells us|holds) that\s+"
    r"|(?:i (?:read|heard|think|believe|understand|remember|was told)|they say|supposedly"
    r"|apparently|i've read|i have read),? (?:that )?)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:[,;.?!–—-]\s*|\s+)"
    r"(?:(?:is|was|are|were|do|does|did|have|has|had|can|could|will|would|should)"
    r"(?:n['’]?t)?\s+(?:not\s+)?(?:it|he|she|they|we|you|i|there|this|that)"
    r"|is(?:n['’]t)? (?:that|this|it|all that) (?:really |actually )?(?:right|true|correct|so"
    r"|accurate|what [^?]*|(?:in|from) [^?]*|how [^?]*|stated|mentioned|the case)"
    rf"|(?:does|do|did) (?:(?:the |this )?(?:\w+ )?{_DOCUMENT}|he|she|it)"
    r"[^?.,]{0,12} (?:say|claim|state|mention|support|confirm|agree)"
    r"(?: (?:so|that|this|it|with (?:that|this)))?"
    r"|have i got (?:that|this|it) right|am i right|true or false|right or wrong|yes or no"
    r"|true|false|right|correct|no|yes|really|agreed|accurate|or not|huh|eh)"
    r"\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_ASKS_WORDING = re.compile(
    r"\b(?:quot(?:e|es|ed|ation|ations)|wording|word for word|verbatim|exact(?:ly)? (?:the )?words?"
    r"|misquot\w+|really (?:say|said|write|wrote|written)|attribut\w+|genuine|phrase)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:(?:so|and|but|well|also)\W+)?(?:did|does|do|is|was|are|were|has|had|didn['’]t|doesn['’]t"
    r"|isn['’]t|wasn['’]t|can you (?:confirm|check|verify)|check|verify|where (?:in|does|did))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:sa(?:y|id|ys)|wr(?:ite|ote|itten|ites)|t(?:ell|old)|call(?:ed)?|ask(?:ed)?|claim(?:ed)?"
    r"|declared?|answer(?:ed)?|repl(?:y|ied)|remark(?:ed)?|describe[ds]?|words?|line|put)\b",
    re.IGNORECASE,
)

_EITHER_OR = re.compile(r"⟦0⟧[^⟦?.!]*\bor\b[^⟦?.!]*⟦1⟧")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement taken apart.

    Attributes
    ----------
    kind : CheckKind
        Whether its wording or its truth is to be checked.
    claim : str
        What is claimed, without the framing ("True or false:", "Is that right?").
    quotations : tuple of str
        The words in quotation marks; the whole text where a quotation has none.
    attributed_to : str or None
        Whom the statement gives the words to.
    beside : tuple of str
        What is claimed beside a quotation, as sentences that stand alone.
    """

    kind: CheckKind
    claim: str
    quotations: tuple[str, ...] = ()
    attributed_to: str | None = None
    beside: tuple[str, ...] = ()


def parse_statement(
    text: str, *, kind: CheckKind | None = None, attributed_to: str | None = None
) -> Statement:
    """Take a statement apart.

    Parameters
    ----------
    text : str
        What the user typed: a claim, a quotation, or a question about either.
    kind : CheckKind, optional
        What it is; None lets the text decide.
    attributed_to : str, optional
        Whom a quotation is given to; None lets the text say.

    Examples
    --------
    >>> parse_statement("True or false: the strike failed.").claim
    'the strike failed.'
    >>> parse_statement("Did Lenin really write that “delay would be fatal”?").attributed_to
    'Lenin'
    """
    spans = quoted_spans(text)
    quotations = tuple(text[start:end].strip() for start, end in spans)
    kind = kind or _kind(text, quotations)
    if kind is CheckKind.CLAIM:
        return Statement(kind, claim_of(text), quotations, attributed_to)
    long = tuple(q for q in quotations if len(q.split()) >= _SHORT) or quotations
    frame = _frame(text, spans)
    if _EITHER_OR.search(frame):
        long = long[:1]
    named = attributed_to or attribution(frame)
    beside = claims_beside(frame, attribution(frame) or named)
    return Statement(kind, text.strip(), long or (text.strip(),), named, beside)


def looks_like_check(question: str) -> CheckKind | None:
    """Say whether a question asks to check a quotation or a claim rather than to answer.

    Examples
    --------
    >>> looks_like_check("Did Lenin really write “to delay would be fatal”?")
    <CheckKind.QUOTE: 'quote'>
    >>> looks_like_check("Who wrote “to delay would be fatal”?") is None
    True
    """
    if any(len(question[a:b].split()) >= _SHORT for a, b in quoted_spans(question)):
        bare = _frame(question, quoted_spans(question))
        if _ASKS_WORDING.search(bare) or (_YES_NO.search(bare) and _SPEAKS.search(bare)):
            return CheckKind.QUOTE
    if _FRONT.match(question) and not _FRONT.sub("", question).lower().startswith(("who", "what")):
        return CheckKind.CLAIM
    return None


def claim_of(text: str) -> str:
    """Return a claim without its framing, and as a sentence where it is asked as a question."""
    claim = text.strip()
    for _ in range(2):
        claim = _FRONT.sub("", claim, count=1) or claim
        shorter = _TAG.sub("", claim, count=1).rstrip(" ,;–—-")
        claim = shorter if len(shorter.split()) >= _SHORT else claim
    return asserted(claim)


def _kind(text: str, quotations: tuple[str, ...]) -> CheckKind:
    """Return what a text is: words in quotation marks make a quotation, unless they are a term."""
    if not quotations:
        return CheckKind.CLAIM
    if any(len(quotation.split()) >= _SHORT for quotation in quotations):
        return CheckKind.QUOTE
    asks = _ASKS_WORDING.search(text) or (_YES_NO.search(text) and _SPEAKS.search(text))
    return CheckKind.QUOTE if asks or text.rstrip().endswith("?") else CheckKind.CLAIM


def _frame(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with each quotation replaced by its number."""
    pieces, at = [], 0
    for number, (start, end) in enumerate(spans):
        pieces.append(f"{text[at : max(at, start - 1)]}⟦{number}⟧")
        at = min(len(text), end + 1)
    return "".join(pieces) + text[at:]
