"""Dividing a claim at a clause, an apposition or a participle that hangs on another."""

from collections.abc import Sequence

from qa.checks.clause import Clause, Two, being, resolved
from qa.checks.clauses import (
    Word,
    begins_clause,
    first_finite,
    is_finite,
    is_single_name,
    subject_end,
)
from qa.followups.words import ADVERB, BE, DETERMINER, HAVE, POSSESSIVE, PREPOSITION

_ASSERTING = frozenset("although though because whereas while after before".split())


def fronted(read: Clause) -> Two:
    """Divide "although A, B"."""
    words = read.words
    skip = 1 if words and words[0].lower == "even" else 0
    if len(words) < 6 or words[skip].lower not in _ASSERTING:
        return None
    for at in range(skip + 3, len(words) - 1):
        if words[at].hidden or not read.comma(at):
            continue
        first, second = Clause.of(read.between(skip + 1, at)), Clause.of(read.between(at))
        if begins_clause(first.words) and subject_end(second.words) is not None:
            return resolved(second, first, backwards=True)
    return None


def trailing(read: Clause) -> Two:
    """Divide "B, although A" and "B because A"."""
    words = read.words
    for at in range(3, len(words) - 2):
        if words[at].hidden or words[at].lower not in _ASSERTING:
            continue
        even = words[at - 1].lower == "even"
        marked = read.comma(at - 1 if even else at)
        if not marked and words[at].lower != "because":
            continue
        first, second = Clause.of(read.between(0, at - even)), Clause.of(read.between(at + 1))
        if _is_denied(first) or subject_end(first.words) is None:
            continue
        if begins_clause(second.words):
            return resolved(first, second)
    return None


def _is_denied(read: Clause) -> bool:
    """Whether a clause is negated, so that "because" may belong to what is denied."""
    return any(w.lower in {"not", "never"} or w.lower.endswith("n't") for w in read.words)


def relative(read: Clause) -> Two:
    """Divide "X, who did A, did B" and "B, who did A", said of what is named just before."""
    words = read.words
    for at in range(1, len(words) - 2):
        if words[at].hidden or words[at].lower not in {"who", "which"} or not read.comma(at):
            continue
        start = _antecedent(words, at)
        verb = at + 1 + (words[at + 1].lower in ADVERB)
        if start is None or not is_finite(words, verb):
            continue
        who = read.between(start, at)
        close = next((i for i in range(verb + 1, len(words)) if read.comma(i)), len(words))
        if close == len(words):
            if words[at].lower == "which" and words[verb].lower not in BE | HAVE:
                continue
            if start and first_finite(words[:start]) is not None:
                return read.between(0, at), f"{who} {read.between(at + 1)}"
        elif start == 0 and is_finite(words, close):
            main = f"{who} {read.between(close)}"
            return main, f"{who} {read.between(at + 1, close)}"
    return None


def _antecedent(words: Sequence[Word], end: int) -> int | None:
    """Return where the name or noun phrase right before a place begins."""
    start = end
    while start and words[start - 1].named and not words[start - 1].hidden:
        start -= 1
    if start < end:
        previous = words[start - 1].lower if start else ""
        return start if previous not in {"and", "or", "of", "the"} else None
    for back in range(end - 1, max(-1, end - 5), -1):
        if words[back].lower in DETERMINER | POSSESSIVE:
            alone = back == 0 or words[back - 1].lower not in {"and", "or", "of"}
            return back if alone and words[back].lower not in POSSESSIVE else None
        if words[back].lower in PREPOSITION or is_finite(words, back):
            return None
    return None


def apposition(read: Clause) -> Two:
    """Divide "X, the so-and-so, did B"."""
    words = read.words
    for at in range(1, min(6, len(words) - 3)):
        if not read.comma(at):
            continue
        if not is_single_name(words[:at]) or words[at].lower not in {"the", "a", "an"}:
            return None
        close = next((i for i in range(at + 1, len(words)) if read.comma(i)), 0)
        if not close or not is_finite(words, close) or first_finite(words[at:close]) is not None:
            return None
        who = read.between(0, at)
        be = being(words[:at], words[close])
        return f"{who} {read.between(close)}", f"{who} {be} {read.between(at, close)}"
    return None


def tail(read: Clause) -> Two:
    """Divide "A, leading B" or "A, second only to B": the subject carried over, "was" put in."""
    words = read.words
    end, verb = subject_end(words), first_finite(words)
    if end is None or verb is None:
        return None
    for at in range(len(words) - 2, verb, -1):
        if words[at].hidden or not read.comma(at):
            continue
        told = " ".join(w.lower for w in words[at : at + 3])
        opens = told.startswith(("second only to", "next only to", "second to"))
        going = words[at].lower.endswith("ing") and len(words[at].lower) > 5
        if not opens and not (going and words[at + 1].lower in DETERMINER | POSSESSIVE):
            return None
        be = being(words[:end], words[verb])
        return read.between(0, at), f"{read.between(0, end)} {be} {read.between(at)}"
    return None
