"""Fragments set into the question before: "And in Moscow?", "Why?", "What about gold?"."""

import re
from collections.abc import Sequence
from typing import Final

from qa.followups import words as w
from qa.followups.asides import without_aside
from qa.followups.mentions import Kind, Mention, mentions
from qa.followups.phrases import Token, tokens

_ABOUT: Final = re.compile(r"^(?:what|how)\s+about\s+(?=\S)", re.IGNORECASE)
_ADVERBIAL: Final = re.compile(
    r"^((?:for|by|since|until|in|with|to|from|at|on|through|under)\s+)?"
    r"(why|when|where|how|how\s+(?:long|often|far|soon|come|exactly)|how\s+long\s+ago|whom|who"
    r"|(?:what|which|whose|how\s+(?:many|much))\s+(?:sort\s+of\s+|kind\s+of\s+)?[\w'-]+)"
    r"(\s+not|\s+so)?(?:,?\s+(?:exactly|then|though|precisely))?$",
    re.IGNORECASE,
)
_ADJUNCT: Final = frozenset(["when", "where", "why", "how"])
_ORDINAL: Final = frozenset(
    ["first", "second", "third", "fourth", "fifth", "sixth", "last", "next", "former", "latter"]
)
_SUBORDINATE: Final = frozenset(["if", "when", "once", "unless", "while", "supposing"])
_CLAUSE_LEAD: Final = re.compile(r"^what\s+(?=if\b)", re.IGNORECASE)
_TURNS: Final = frozenset(["then", "now", "afterwards", "later", "today", "earlier", "before"])
_NEGATIVE: Final = re.compile(r"^(?:no|not|never)\b", re.IGNORECASE)


def is_fragment(text: str) -> bool:
    """Whether a question has no verb of its own."""
    plain = text.strip()
    about = bool(_ABOUT.match(plain))
    body = _ABOUT.sub("", plain.strip(" ?!."))
    words = [t.low for t in tokens(body) if t.is_word]
    if not words or _ADVERBIAL.match(body) or _is_clause(body):
        return True
    if plain.endswith((".", "!")) or set(words[1:]) & (w.WH - {"how"}):
        return False
    if words[0] in w.WH and not about and len(words) > (6 if words[0] in _ADJUNCT else 3):
        return False
    nominal = w.DETERMINER | w.POSSESSIVE | w.PREPOSITION
    verbal = bool(set(words) & w.AUXILIARY) or any(
        word in w.ACTION and before not in nominal
        for before, word in zip(words, words[1:], strict=False)
    )
    regular = any(x.endswith("ed") and len(x) > 4 for x in words[1:])
    return not verbal and not regular and len(words) <= 9 and words[0] not in w.VERB


def graft(text: str, question: str, answer: str) -> str | None:
    """Write a fragment out with the frame of the question before it.

    Parameters
    ----------
    text : str
        The fragment, without "and".
    question : str
        The question before it, written out.
    answer : str
        Its answer; may be empty.

    Returns
    -------
    str or None
        A whole question, or None where the fragment fits nowhere.

    Examples
    --------
    >>> graft("Bernicia?", "Who got the kingdom of Deira?", "")
    'Who got the kingdom of Bernicia?'
    """
    body = text.strip(" ?!.,;:")
    about = _ABOUT.match(body)
    bare = body[about.end() :] if about else body
    frame = re.split(r"(?<=[.!?])\s+", without_aside(question.strip()))[-1]
    if not bare or not frame.endswith("?"):
        return None
    if not about:
        adverbial = _ADVERBIAL.match(bare)
        if adverbial:
            return _adverbial(bare, bool(adverbial[3]), frame, answer)
    if _is_clause(bare):
        return _with_clause(bare, frame)
    bare = re.sub(r"['’]s$", "", _lower_article(bare))
    if bare.lower() in _TURNS:
        return None
    if tokens(bare)[0].low in w.WH:
        return None
    return _ordinal(bare, frame) or _parallel(bare, frame)


def _is_clause(text: str) -> bool:
    """Whether a fragment is only a condition or a time: "if the germ slips past that"."""
    words = [t.low for t in tokens(_CLAUSE_LEAD.sub("", text))]
    if len(words) < 3 or words[0] not in _SUBORDINATE or "," in words:
        return False
    return words[1] not in w.AUXILIARY and not set(words[1:]) & (w.WH - {"that"})


def _with_clause(fragment: str, frame: str) -> str | None:
    """Put a condition or a time in place of the one in the question before, or after it."""
    clause = _lower_first(_CLAUSE_LEAD.sub("", fragment))
    sequence = tokens(frame)
    for token in sequence[1:]:
        if token.low in _SUBORDINATE:
            return f"{frame[: token.start]}{clause}?"
    open_ended = len(clause) < len(fragment) and sequence[0].low not in w.AUXILIARY
    return None if open_ended else f"{frame.rstrip(' ?')} {clause}?"


def _lower_article(text: str) -> str:
    first = text.split(" ")[0].lower()
    closed = w.DETERMINER | w.PREPOSITION | w.POSSESSIVE | w.NUMBER
    return _lower_first(text) if first in closed else text


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _adverbial(fragment: str, denied: bool, frame: str, answer: str) -> str | None:
    """Ask "why", "when" or "for how long" of what the question before was about."""
    sequence = tokens(frame)
    opening = fragment[: -len(" not")] if fragment.lower().endswith(" not") else fragment
    first = re.match(r"\w+", fragment.lower())
    low = [t.low for t in sequence]
    if low[0] in w.AUXILIARY:
        denied = denied or bool(_NEGATIVE.match(answer)) and opening.lower() == "why"
        return f"{opening} {_lower_first(_denied(frame, denied))}"
    at = next((i for i, word in enumerate(low) if word in w.AUXILIARY), 0)
    if not at or first is None or first[0] in ("who", "what", "which"):
        return None
    if low[0] in _ADJUNCT and at == 1:
        return f"{opening} {_denied(frame[sequence[at].start :], denied)}"
    return _with_answer(opening, frame, sequence, at, answer)


def _denied(clause: str, denied: bool) -> str:
    """Put "not" after the subject of a clause that begins with its auxiliary."""
    if not denied or " not " in clause:
        return clause
    subjects = mentions(clause)
    if not subjects or subjects[0].before not in w.AUXILIARY:
        return clause
    cut = subjects[0].end
    return f"{clause[:cut]} not{clause[cut:]}"


def _with_answer(
    opening: str, frame: str, sequence: Sequence[Token], at: int, answer: str
) -> str | None:
    """Put a short answer where the question word stood: "Who was made king?" -> "... Edwin ..."."""
    short = answer.strip(" .")
    if not short or len(short.split()) > 6 or re.search(r"[.,;:!?]", short):
        return None
    if not mentions(short) or at != 1 or sequence[0].low not in ("who", "whom", "what"):
        return None
    auxiliary = sequence[at]
    rest = frame[auxiliary.end :]
    if auxiliary.low in w.BE | w.HAVE and sequence[0].low == "who":
        return f"{opening} {auxiliary.text} {short}{rest}"
    subjects = mentions(rest)
    if not subjects or rest[: subjects[0].start].strip():
        return None
    verb = next((t for t in tokens(rest) if t.start >= subjects[0].end), None)
    if verb is None or not verb.is_word or verb.low in w.FUNCTION:
        return None
    return f"{opening} {auxiliary.text}{rest[: verb.end]} {short}{rest[verb.end :]}"


def _ordinal(fragment: str, frame: str) -> str | None:
    """Swap "first" for "second" where both questions count."""
    asked = [t for t in tokens(fragment) if t.low in _ORDINAL]
    if not asked or len(tokens(fragment)) > 4:
        return None
    for token in tokens(frame):
        if token.low in _ORDINAL and token.low != asked[0].low:
            return frame[: token.start] + asked[0].low + frame[token.end :]
    return None


def _parallel(fragment: str, frame: str) -> str | None:
    """Swap the fragment for what corresponds to it in the question before."""
    sequence = tokens(fragment)
    preposition = sequence[0].low if sequence[0].low in w.PREPOSITION else ""
    phrase = fragment[sequence[0].end :].strip() if preposition else fragment
    mine = _as_mention(phrase)
    if mine is None:
        return None
    theirs = max(mentions(frame), key=lambda m: _likeness(m, mine, preposition), default=None)
    if theirs is not None and _likeness(theirs, mine, preposition) >= 2:
        return _swap(frame, theirs, phrase, preposition)
    if preposition:
        return f"{frame.rstrip(' ?')} {_lower_first(fragment)}?"
    return None


def _as_mention(phrase: str) -> Mention | None:
    found = mentions(f"of {phrase}")
    if found or len(phrase.split()) > 2 or not phrase:
        return found[0] if found else None
    return Mention(phrase, 0, len(phrase), Kind.NAME, phrase.lower(), "", False, False, "")


def _likeness(theirs: Mention, mine: Mention, preposition: str) -> float:
    score = 0.0
    alike = {theirs.kind, mine.kind}
    if theirs.kind is mine.kind:
        score += 2.0
    elif Kind.NAME in alike and alike & {Kind.PERSON, Kind.PLACE, Kind.GROUP}:
        score += 1.5
    score += 1.0 if theirs.proper == mine.proper else -0.5
    score += 0.5 if theirs.plural == mine.plural else 0.0
    score += 2.0 if theirs.head == mine.head else 0.0
    if preposition:
        score += 1.0 if theirs.before == preposition else 0.0
        score -= 2.0 if theirs.before not in w.PREPOSITION else 0.0
    return score + (0.3 if theirs.before in w.AUXILIARY else 0.0)


def _swap(frame: str, theirs: Mention, phrase: str, preposition: str) -> str:
    start = theirs.start
    inner = theirs.text.rfind(" of ") + 4
    if inner > 3 and phrase[0].isupper() and theirs.text[inner].isupper() and not preposition:
        start += inner
    if preposition:
        start = frame.lower().rfind(theirs.before, 0, theirs.start)
        phrase = f"{preposition} {phrase}"
    return f"{frame[:start]}{phrase}{frame[theirs.end :]}"
