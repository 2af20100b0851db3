"""Dividing a claim at "and" or "but" between two clauses, or two verbs of one subject."""

import re
from collections.abc import Sequence

from qa.checks.clause import Clause, Two, resolved
from qa.checks.clauses import (
    PAST_ONLY,
    SUBORDINATORS,
    Word,
    begins_clause,
    first_finite,
    is_finite,
    is_nominative,
    is_participle,
    is_past,
    says_without_that,
    subject_end,
)
from qa.followups.words import ADVERB, BE, DETERMINER, HAVE, POSSESSIVE, PREPOSITION

_COORDINATORS = frozenset({"and", "but", "yet"})
_NEVER_PASSIVE = frozenset(
    "emigrated migrated died arrived remained happened occurred appeared disappeared vanished"
    " existed belonged travelled traveled resigned retired lived".split()
)
"""Pasts that borrow no "was": of "he was dismissed and emigrated", he emigrated."""
_BARE = frozenset("put cut set hit shut read".split())
_FRONT = re.compile(r"^(?:in|on|at|by|during|after|from|under) [^,]{2,40}, ", re.IGNORECASE)


def coordinated(read: Clause) -> Two:
    """Divide A and B, each with its verb; a subject B lacks is carried over."""
    words = read.words
    for at in range(2, len(words) - 1):
        if words[at].hidden:
            continue
        semicolon = ";" in read.gap(at)
        joined = words[at].lower in _COORDINATORS
        if not (joined or semicolon):
            continue
        first = Clause.of(read.between(0, at))
        second = Clause.of(read.between(at + joined))
        if first_finite(first.words) is None or not second.words:
            continue
        marked = semicolon or read.comma(at)
        two = _two_clauses(first, second, words[at].lower, marked) or _carried(first, second)
        if two:
            return two
    return None


def _two_clauses(first: Clause, second: Clause, joint: str, marked: bool) -> Two:
    if not begins_clause(second.words) or says_without_that(first.words):
        return None
    if not marked and not _surely_apart(first, second, joint):
        return None
    return resolved(first, second)


def _surely_apart(first: Clause, second: Clause, joint: str) -> bool:
    """Whether, with no comma, what follows "and" cannot belong to the noun before it."""
    words = first.words
    verb = first_finite(words) or 0
    inside = any(w.lower in SUBORDINATORS for w in words[verb + 1 :])
    if inside:
        return False
    if is_nominative(second.words[0]):
        return True
    if joint == "but" or is_past(words[-1]):
        return True
    at = first_finite(second.words) or 0
    single = second.words[at].lower in {"was", "is", "has"}
    if not words[-1].named:
        return second.words[0].named or single
    # Of "X met Y and Z left town", no noun before "and" can be what leaves.
    after = second.words[at + 1 : at + 2]
    governs = bool(after) and after[0].lower not in PREPOSITION | ADVERB | {"more", "as"}
    finite = second.words[at].lower in PAST_ONLY or governs
    return at == 1 and second.words[0].named and finite


def _carried(first: Clause, second: Clause) -> Two:
    """Put the subject of A before the verb of B."""
    at = 0
    while at < len(second.words) - 1 and second.words[at].lower in ADVERB | {"then"}:
        at += 1
    if not is_finite(second.words, at) or second.words[0].hidden:
        return None
    clause = Clause.of(_FRONT.sub("", first.text, count=1))
    end, verb = subject_end(clause.words), first_finite(clause.words)
    if end is None or verb is None or says_without_that(clause.words):
        return None
    if any(w.lower in SUBORDINATORS for w in clause.words[verb + 1 :]):
        return None
    auxiliary = _shared(clause.words[verb:], second.words[at:])
    if auxiliary is None:
        return None
    who = clause.between(0, end)
    return first.between(0), " ".join(filter(None, (who, auxiliary, second.between(0))))


def _shared(first: Sequence[Word], second: Sequence[Word]) -> str | None:
    """Return the auxiliary that the second verb borrows, empty for none; None where unsure."""
    verb = second[0]
    governs = first[0].lower in BE | HAVE and len(first) > 1
    if first[0].lower in BE and verb.lower in _NEVER_PASSIVE:
        return ""
    if verb.lower in BE | HAVE or not governs or verb.lower in PAST_ONLY:
        alone = (
            is_participle(verb) and not governs and not (_has_object(second) or _leads_on(second))
        )
        return None if alone else ""
    if first[0].lower in HAVE:
        return first[0].text
    if not any(is_past(w) or w.lower in _BARE for w in first[1:4]):
        return None
    return None if _has_object(second) else first[0].text


def _has_object(words: Sequence[Word]) -> bool:
    """Whether an object follows a verb."""
    return len(words) > 1 and (
        words[1].named or words[1].lower in DETERMINER | POSSESSIVE | {"them", "him", "it"}
    )


def _leads_on(words: Sequence[Word]) -> bool:
    """Whether what follows a verb shows that it is none but a verb."""
    return len(words) == 1 or words[1].lower in PREPOSITION | ADVERB | {"to"}
