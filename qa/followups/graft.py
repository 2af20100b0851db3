"""Fragments set into the question before: "And in Moscow?", "Why?", "What about gold?"."""

import re
from collections.abc import Sequence
from typing import Final

from qa.followups import words as w
from qa.followups.asides import without_aside
from qa.followups.context import asked_about
from qa.followups.mentions import Kind, Mention, mentions
from qa.followups.phrases import Token, tokens

_ABOUT: Final = re.compile(r"^(?:what|how)\s+about\s+(?=\S)", re.IGNORECASE)
_ADVERBIAL: Final = re.compile(
    r"^((?:for|by|since|until|in|with|to|from|at|on|through|under)\s+)?"
    r"((?:when|where|why|how)(?:\s+and\s+(?:when|where|why|how))?"
    r"|how\s+(?:long|often|far|soon|exactly|much|many)|how\s+long\s+ago|whom|who"
    r"|(?:what|which|whose|how\s+(?:many|much))\s+(?:sort\s+of\s+|kind\s+of\s+)?[\w'-]+)"
    r"(\s+not|\s+so)?(?:,?\s+(?:exactly|then|though|precisely))?$",
    re.IGNORECASE,
)
_STRANDED: Final = re.compile(
    r"^(who|whom|what|how(?:\s+(?:long|much|many))?)\s+(to|for|with|by|from|at|on|come|so)$",
    re.IGNORECASE,
)
_TELL: Final = re.compile(r"^tell me (?:more )?about\b", re.IGNORECASE)
_ABSTRACT: Final = frozenset(
    "cost price date reason cause result outcome size length age number purpose aim effect"
    " consequence name weight height value".split()
)
_SINGULAR: Final = {"were": "was", "are": "is", "do": "does", "have": "has"}
_PLURAL: Final = {one: many for many, one in _SINGULAR.items()}
_ADJUNCT: Final = frozenset(["when", "where", "why", "how"])
_DEGREE: Final = frozenset(["long", "often", "far", "soon"])
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
    body = _STRANDED.sub(_led, _ABOUT.sub("", plain.strip(" ?!.")))
    words = [t.low for t in tokens(body) if t.is_word]
    if words[:1] == ["what"] and words[1:2] in (["happened"], ["happens"]):
        return False
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
    bare = _STRANDED.sub(_led, body[about.end() :] if about else body)
    frame = re.split(r"(?<=[.!?])\s+", without_aside(question.strip()))[-1]
    if bare and (told := _told_of(bare, frame)):
        return told
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
    if about and (quality := _quality(bare, frame)):
        return quality
    if tokens(bare)[0].low in w.WH:
        return None
    return _ordinal(bare, frame) or _parallel(bare, frame)


def _told_of(phrase: str, frame: str) -> str | None:
    """Ask to be told of something else after "Tell me about the bridge."."""
    asked = _TELL.match(frame)
    if asked is None or tokens(phrase)[0].low in w.WH or _as_mention(phrase) is None:
        return None
    return f"Tell me about {_lower_article(phrase)}."


def topic_of(text: str) -> str:
    """Give what "What about the subscription?" asks to be told of; empty for any other question."""
    body = text.strip(" ?!.,;:")
    about = _ABOUT.match(body)
    topic = _lower_article(body[about.end() :]) if about else ""
    first = topic.split(" ")[0]
    named = bool(topic) and (topic[0].isupper() or first == "the")
    return topic if named and _as_mention(topic) is not None else ""


def _led(stranded: re.Match[str]) -> str:
    """Put a preposition before its question word: "who to" -> "to whom"; "how come" is "why"."""
    asked, preposition = stranded[1], stranded[2].lower()
    if preposition in ("come", "so") or f"{asked} {preposition}".lower() == "what for":
        return "why"
    return f"{preposition} {'whom' if asked.lower() == 'who' else asked.lower()}"


def _quality(phrase: str, frame: str) -> str | None:
    """Ask "What was the cost of it?" where a question before asks of no quality."""
    found = _as_mention(phrase)
    if found is None or found.text != phrase or found.head not in _ABSTRACT:
        return None
    if any(m.head in _ABSTRACT for m in mentions(frame)):
        return None
    words = {t.low for t in tokens(frame)}
    verb = "is" if words & {"is", "are", "does", "do"} else "was"
    of = " of it" if phrase == f"the {found.head}" else ""
    return f"What {verb} {phrase}{of}?"


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
        if opening.lower() in ("who", "whom", "what"):
            return None
        denied = denied or bool(_NEGATIVE.match(answer)) and opening.lower() == "why"
        return f"{opening} {_lower_first(_denied(frame, denied))}"
    at = next((i for i, word in enumerate(low) if word in w.AUXILIARY), 0)
    if not at or first is None or first[0] in ("who", "what", "which"):
        return None
    counted = _counted(frame, sequence, at)
    if counted:
        return f"{opening} {_denied(counted, denied)}"
    if low[0] in _ADJUNCT and (at == 1 or low[1] in _DEGREE) or low[0] in w.PREPOSITION:
        return f"{opening} {_denied(frame[sequence[at].start :], denied)}"
    return _with_answer(opening, frame, sequence, at, answer)


def _counted(frame: str, sequence: Sequence[Token], at: int) -> str:
    """Turn "How many people were drowned?" to "were people drowned?"; empty for any other."""
    if at < 3 or [t.low for t in sequence[:2]] != ["how", "many"]:
        return ""
    subject = frame[sequence[2].start : sequence[at - 1].end]
    verb = sequence[at]
    rest = frame[verb.end :]
    return f"{verb.text} {subject}{rest}" if verb.low in w.BE and rest.strip(" ?") else ""


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
    short = answer.split(" “")[0].strip(" .")
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
    if mine is None or phrase.lower() in w.THIRD:
        return None
    single = [m for m in asked_about(frame) if not frame[m.end :].startswith(" and ")]
    theirs = max(single, key=lambda m: _likeness(m, mine, preposition), default=None)
    if theirs is not None and _likeness(theirs, mine, preposition) >= 2:
        return _agreeing(_swap(frame, theirs, phrase, preposition), theirs, mine)
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
    acting = theirs.kind is Kind.NAME and theirs.before in w.AUXILIARY and mine.kind is Kind.PERSON
    if theirs.kind is mine.kind or acting:
        score += 2.0
    elif Kind.NAME in alike and alike & {Kind.PERSON, Kind.PLACE, Kind.GROUP}:
        score += 1.5
    score += 1.0 if theirs.proper == mine.proper else -0.5
    score += 0.5 if theirs.plural == mine.plural else 0.0
    score += 2.0 if theirs.head == mine.head else 0.0
    if preposition:
        score += 1.0 if theirs.before == preposition else 0.0
        score -= 2.0 if theirs.before not in w.PREPOSITION else 0.0
    if theirs.before in w.AUXILIARY:
        score += 0.6 if mine.text.split(" ")[0].lower() in w.POSSESSIVE else 0.3
    return score


def _swap(frame: str, theirs: Mention, phrase: str, preposition: str) -> str:
    start = theirs.start
    inner = theirs.text.rfind(" of ") + 4
    if inner > 3 and phrase[0].isupper() and theirs.text[inner].isupper() and not preposition:
        start += inner
    if preposition:
        start = frame.lower().rfind(theirs.before, 0, theirs.start)
        phrase = f"{preposition} {phrase}"
    return f"{frame[:start]}{phrase}{frame[theirs.end :]}"


def _agreeing(question: str, theirs: Mention, mine: Mention) -> str:
    """Give the verb before a subject that was swapped the subject's number."""
    verb = (_PLURAL if mine.plural else _SINGULAR).get(theirs.before)
    if verb is None or theirs.plural == mine.plural:
        return question
    start = question.lower().rfind(theirs.before, 0, theirs.start)
    kept = verb.capitalize() if question[start].isupper() else verb
    return f"{question[:start]}{kept}{question[start + len(theirs.before) :]}"
