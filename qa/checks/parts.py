"""Dividing a compound claim into its parts, each a sentence that stands alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
    is_single_name,
    says_without_that,
    subject_end,
    words_in,
)
from qa.checks.wording import SAY
from qa.followups.phrases import is_plural_word
from qa.followups.words import ADVERB, BE, DETERMINER, HAVE, POSSESSIVE, PREPOSITION

_MOST = 5
_COORDINATORS = frozenset({"and", "but", "yet"})
_BARE = frozenset("put cut set hit shut read".split())
_ASSERTING = frozenset("although though because whereas while after before".split())
_NEVER = re.compile(
    r"\?\s*$|\b(?:if|unless|whether|until|either|neither|both|would have|rather than|so \w+ that"
    r"|not only|no sooner|the \w+er\b.*, the)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    rf"^(?:[^,;]{{2,60}}?\b(?:{SAY}|thinks?|believe[sd]?|found|knew)\b(?: [\w’']+){{0,3}}? that"
    r"|(?:according to|in) [^,]{2,50}?(?:[’']s? (?:view|opinion|judg[e]?ment|account|words))?,)\s+",
    re.IGNORECASE,
)
_AND_THAT = re.compile(r"\b(and|but) that\b")
_FRONT = re.compile(r"^(?:in|on|at|by|during|after|from|under) [^,]{2,40}, ", re.IGNORECASE)
_OPENING = re.compile(r"[“‘\"'«„(]+$")
_CLOSING = re.compile(r"[^\w\s“‘«„(]*[”’\"'»“)]")
_OPINION = re.compile(r"^in .*[’']s? (?:view|opinion|judge?ment|account|words),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of a claim and its words."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "_Text":
        return cls(text, tuple(words_in(text)))

    def between(self, start: int, end: int | None = None) -> str:
        """Return the text from one word up to another, without the marks around it."""
        last = len(self.words) if end is None else end
        if start >= last:
            return ""
        low, high = self.words[start].start, self.words[last - 1].end
        opening = _OPENING.search(self.text[:low])
        closing = _CLOSING.match(self.text[high:])
        low -= len(opening[0]) if opening and self.words[start].hidden else 0
        high += len(closing[0]) if closing and self.words[last - 1].hidden else 0
        return self.text[low:high]

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start]

    def comma(self, at: int) -> bool:
        """Whether a comma stands before a word."""
        return "," in self.gap(at)


def parts_of(claim: str) -> tuple[str, ...]:
    """Divide a claim; one that isn't compound, or isn't surely so, comes back whole.

    Examples
    --------
    >>> parts_of("Kornilov was arrested and was sent to Bykhov.")
    ('Kornilov was arrested.', 'Kornilov was sent to Bykhov.')
    >>> parts_of("Scott and Crean stayed behind.")
    ('Scott and Crean stayed behind.',)
    """
    if _NEVER.search(claim):
        return (claim,)
    frame, rest = _framed(claim)
    rest = _AND_THAT.sub(r"\1", rest) if frame else rest
    pieces = list(_divided(rest, _MOST))
    if len(pieces) < 2:
        return (claim,)
    return tuple(_sentence(frame + piece) for piece in pieces)


def _framed(claim: str) -> tuple[str, str]:
    """Take off what says whose statement it is; each part keeps it."""
    match = _FRAME.match(claim)
    if not match or (match[0].lower().startswith("in ") and not _OPINION.match(match[0])):
        return "", claim
    return match[0], claim[match.end() :]


def _sentence(piece: str) -> str:
    return f"{piece[0].upper()}{piece[1:]}."


def _divided(text: str, most: int) -> Iterator[str]:
    """Divide a stretch as long as a rule holds."""
    read = _Text.of(text)
    whole = read.between(0) or text
    two = next(filter(None, (rule(read) for rule in _RULES)), None) if most > 1 else None
    if two is None:
        yield whole
        return
    first = list(_divided(two[0], most - 1))
    yield from first
    yield from _divided(two[1], most - len(first))


Two = tuple[str, str] | None


def _fronted(read: _Text) -> Two:
    """Divide "although A, B"."""
    words = read.words
    skip = 1 if words and words[0].lower == "even" else 0
    if len(words) < 6 or words[skip].lower not in _ASSERTING:
        return None
    for at in range(skip + 3, len(words) - 1):
        if words[at].hidden or not read.comma(at):
            continue
        first, second = _Text.of(read.between(skip + 1, at)), _Text.of(read.between(at))
        if begins_clause(first.words) and subject_end(second.words) is not None:
            return _resolved(second, first, backwards=True)
    return None


def _trailing(read: _Text) -> Two:
    """Divide "B, although A" and "B because A"."""
    words = read.words
    for at in range(3, len(words) - 2):
        if words[at].hidden or words[at].lower not in _ASSERTING:
            continue
        even = words[at - 1].lower == "even"
        marked = read.comma(at - 1 if even else at)
        if not marked and words[at].lower != "because":
            continue
        first, second = _Text.of(read.between(0, at - even)), _Text.of(read.between(at + 1))
        if _is_denied(first) or subject_end(first.words) is None:
            continue
        if begins_clause(second.words):
            return _resolved(first, second)
    return None


def _is_denied(read: _Text) -> bool:
    """Whether a clause is negated, so that "because" may belong to what is denied."""
    return any(w.lower in {"not", "never"} or w.lower.endswith("n't") for w in read.words)


def _relative(read: _Text) -> Two:
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


def _apposition(read: _Text) -> Two:
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
        be = _be(words[:at], words[close])
        return f"{who} {read.between(close)}", f"{who} {be} {read.between(at, close)}"
    return None


def _coordinated(read: _Text) -> Two:
    """Divide A and B, each with its verb; a subject B lacks is carried over."""
    words = read.words
    for at in range(2, len(words) - 1):
        if words[at].hidden:
            continue
        semicolon = ";" in read.gap(at)
        joined = words[at].lower in _COORDINATORS
        if not (joined or semicolon):
            continue
        first = _Text.of(read.between(0, at))
        second = _Text.of(read.between(at + joined))
        if first_finite(first.words) is None or not second.words:
            continue
        marked = semicolon or read.comma(at)
        two = _two_clauses(first, second, words[at].lower, marked) or _carried(first, second)
        if two:
            return two
    return None


def _two_clauses(first: _Text, second: _Text, joint: str, marked: bool) -> Two:
    if not begins_clause(second.words) or says_without_that(first.words):
        return None
    if not marked and not _surely_apart(first, second, joint):
        return None
    return _resolved(first, second)


def _surely_apart(first: _Text, second: _Text, joint: str) -> bool:
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
    new_name = second.words[0].named and not words[-1].named
    single = second.words[first_finite(second.words) or 0].lower in {"was", "is", "has"}
    return new_name or (single and not words[-1].named)


def _resolved(first: _Text, second: _Text, *, backwards: bool = False) -> Two:
    """Put the subject of one clause for the pronoun that opens the other, where there is one."""
    opening = second.words[0]
    back = (second.between(0), first.between(0))
    if not (is_nominative(opening) or opening.lower in POSSESSIVE):
        return back if backwards else (first.between(0), second.between(0))
    end = subject_end(first.words)
    if end is None:
        return None
    subject, rest = first.words[:end], second.between(1)
    same = len(subject) == 1 and subject[0].lower == opening.lower
    if not same and not _means(opening, subject, first.words[end:]):
        return None
    who = first.between(0, end)
    if opening.lower in POSSESSIVE:
        who += "’" if who.endswith("s") else "’s"
    said = second.between(0) if same else f"{who} {rest}"
    return (said, first.between(0)) if backwards else (first.between(0), said)


def _means(pronoun: Word, subject: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether a pronoun can only mean a subject: a name, with no other name beside it."""
    many = pronoun.lower in {"they", "their"}
    plural = any(w.lower == "and" for w in subject) or is_plural_word(subject[-1].lower)
    if pronoun.lower in {"it", "its"} or many != plural:
        return False
    return (many or is_single_name(subject)) and not any(w.named for w in others)


def _carried(first: _Text, second: _Text) -> Two:
    """Put the subject of A before the verb of B."""
    at = 0
    while at < len(second.words) - 1 and second.words[at].lower in ADVERB | {"then"}:
        at += 1
    if not is_finite(second.words, at) or second.words[0].hidden:
        return None
    clause = _Text.of(_FRONT.sub("", first.text, count=1))
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


def _tail(read: _Text) -> Two:
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
        be = _be(words[:end], words[verb])
        return read.between(0, at), f"{read.between(0, end)} {be} {read.between(at)}"
    return None


def _be(subject: Sequence[Word], verb: Word) -> str:
    """Return the form of "to be" for a subject, in the time of a verb."""
    many = is_plural_word(subject[-1].lower) or any(w.lower == "and" for w in subject)
    now = verb.lower in {"is", "are", "has", "have"} or (
        verb.lower.endswith("s") and verb.lower != "was"
    )
    return ("are" if many else "is") if now else ("were" if many else "was")


_RULES: tuple[Callable[[_Text], Two], ...] = (
    _fronted,
    _trailing,
    _relative,
    _apposition,
    _coordinated,
    _tail,
)
