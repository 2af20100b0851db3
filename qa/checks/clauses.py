"""Finding finite verbs and subjects in a claim, without a tagger and only where that is safe."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks.quotemarks import quoted_spans
from qa.checks.wording import SAY
from qa.followups.words import (
    ADVERB,
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    OWN,
    POSSESSIVE,
    PREPOSITION,
    THIRD,
    WH,
)

_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*['’]?")
_PARTICIPLE = re.compile(r"[a-z]{3,}ed")
_UNFINITE = frozenset("be am been being having".split())
_IRREGULAR = frozenset(
    "fled sent made told found left lost won held kept built bought brought taught caught sold"
    " said paid met led fought stood sat got fell rose went came became began took gave saw wrote"
    " spoke broke chose drove rode grew knew threw drew flew swore wore tore bore stole froze"
    " forgot ate lay ran sank swam sang rang drank hid slept felt dealt meant heard laid slew"
    " thought sought bound wound struck hung shook overthrew withdrew foresaw understood undertook"
    " outgrew overcame survived swept crept wept dug spent bent lent bred shot stuck clung".split()
)
PAST_ONLY = frozenset(
    "fell rose went came became began took gave saw wrote spoke broke chose drove rode grew knew"
    " threw drew flew swore wore tore bore stole froze forgot ate lay ran sank swam sang rang drank"
    " slew shook overthrew withdrew foresaw undertook outgrew overcame fled died returned escaped"
    " remained stayed arrived retired resigned retreated lived refused wanted agreed".split()
)
"""Verbs that "was" cannot govern: past only, or of a kind nobody undergoes."""

_SHORT_PASTS = frozenset("sued used lied tied owed".split())
"""Pasts too short to tell by their ending from "need" and "seed"."""

_PRESENT = frozenset(
    "says thinks believes describes calls argues holds makes takes gives shows means stands comes"
    " goes lies wants needs keeps ends begins seems remains becomes tells writes knows sees finds"
    " brings leads puts runs turns uses claims denies refuses accepts rejects allows requires"
    " belongs depends consists contains provides produces serves rises falls".split()
)
_SAY = re.compile(rf"{SAY}|thinks?|thought|believe[sd]?|knew|knows|hop(?:e|es|ed)|fear(?:s|ed)?")
_NAMES = re.compile(r"call|nam|dub|descri|compar|liken")
_UNSAFE = frozenset(
    "it there this that these those what who which nobody none no nothing neither few hardly only"
    " not never little everybody".split()
)
SUBORDINATORS = frozenset(
    "that who which whom whose when where because if while since until although though how why what"
    " whether unless before after as whereas once".split()
)
"""Words that open a clause within a clause."""

_LONGEST_SUBJECT = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a claim.

    Attributes
    ----------
    text, lower : str
        As it stands, and in lower case with a straight apostrophe.
    start, end : int
        Span in the claim.
    hidden : bool
        Whether it stands in quotation marks or brackets, where nothing is divided.
    """

    text: str
    lower: str
    start: int
    end: int
    hidden: bool

    @property
    def named(self) -> bool:
        """Whether it has a capital."""
        return self.text[0].isupper()


def words_in(text: str) -> list[Word]:
    """Return the words of a claim, in order."""
    hidden = [*quoted_spans(text), *((m.start(), m.end()) for m in re.finditer(r"\([^)]*\)", text))]
    return [
        Word(
            match[0],
            match[0].lower().replace("’", "'"),
            *match.span(),
            any(start <= match.start() < end for start, end in hidden),
        )
        for match in _WORD.finditer(text)
    ]


def is_finite(words: Sequence[Word], at: int) -> bool:
    """Whether the word at a place is surely a finite verb."""
    word, before = words[at], words[at - 1].lower if at else ""
    if word.hidden or word.named or before == "to" or before.endswith(("'s", "s'")):
        return False
    held = before in DETERMINER | POSSESSIVE | PREPOSITION | HAVE | BE or before.isdigit()
    if word.lower in AUXILIARY:
        return word.lower not in _UNFINITE and "'s" not in word.lower and not held
    if held:
        return False
    return word.lower in _IRREGULAR | _PRESENT | PAST_ONLY or is_participle(word)


def is_participle(word: Word) -> bool:
    """Whether a word ends like a past form and has no capital."""
    return bool(_PARTICIPLE.fullmatch(word.text)) or word.text in _SHORT_PASTS


def is_past(word: Word) -> bool:
    """Whether a word is a past form or a participle."""
    return is_participle(word) or (word.lower in _IRREGULAR and not word.named)


def finites(words: Sequence[Word]) -> Iterator[int]:
    """Yield the places of the finite verbs."""
    return (at for at in range(len(words)) if is_finite(words, at))


def first_finite(words: Sequence[Word]) -> int | None:
    """Return the place of the first finite verb."""
    return next(finites(words), None)


def subject_end(words: Sequence[Word]) -> int | None:
    """Return how many words the subject of a clause has; None where it isn't safe to say."""
    verb = first_finite(words)
    if verb is None:
        return None
    end = verb
    while end and (words[end - 1].lower in ADVERB or words[end - 1].lower.endswith("ly")):
        end -= 1
    subject = [word.lower for word in words[:end]]
    if not 0 < end <= _LONGEST_SUBJECT or any(word.hidden for word in words[:end]):
        return None
    opens = subject[0] in PREPOSITION | CONJUNCTION | SUBORDINATORS | _UNSAFE | ADVERB
    if opens or _is_unsure(subject):
        return None
    return end


def _is_unsure(subject: Sequence[str]) -> bool:
    """Whether what stands before the verb may be more than a subject."""
    inside = set(subject) & (SUBORDINATORS | {"not", "only", "no"} | WH)
    return bool(inside) or subject[-1] in PREPOSITION | DETERMINER | {"to", "and"}


def begins_clause(words: Sequence[Word]) -> bool:
    """Whether words open with a subject that can stand alone, and its finite verb."""
    end = subject_end(words)
    if end is None:
        return False
    first = words[0]
    return (
        first.named
        or first.lower in DETERMINER | POSSESSIVE | {"he", "she", "they", "we", "i"}
        or first.lower in OWN
        or first.lower.isdigit()
    )


def says_without_that(words: Sequence[Word]) -> bool:
    """Whether the first verb reports what follows ("He said Lenin fled"), so that it goes on."""
    verb = first_finite(words)
    if verb is None or verb + 1 >= len(words):
        return False
    if not _SAY.fullmatch(words[verb].lower) or _NAMES.match(words[verb].lower):
        return False
    following = words[verb + 1]
    return following.named or following.lower in DETERMINER | POSSESSIVE | THIRD | OWN


def is_single_name(words: Sequence[Word]) -> bool:
    """Whether words are one name and nothing else."""
    return 0 < len(words) <= 4 and all(w.named or w.lower in {"of", "de", "von"} for w in words)


def is_nominative(word: Word) -> bool:
    """Whether a word is a pronoun that can be a subject."""
    return word.lower in THIRD and word.lower in {"he", "she", "they", "it"}
