"""Where the names and noun phrases of a sentence begin and end, without a tagger.

Capitals, determiners, the closed classes and a few hundred common verbs decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.followups import words as w

TOKEN: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt|Sen|Rev|[A-Z])\.(?=\s)"
    r"|[^\W_]+(?:['’\-./&][^\W_]+)*['’]?|[^\w\s]",
    re.UNICODE,
)
_JOINERS: Final = frozenset(
    ["of", "de", "von", "van", "du", "del", "di", "da", "la", "le", "der", "den", "al", "bin"]
)
_LY_NOUN: Final = frozenset(
    "family assembly monopoly ally fly supply reply bully jelly belly daily early only elderly"
    " friendly holy weekly monthly yearly ugly lonely likely lovely".split()
)
_AFTER_VERB: Final = w.DETERMINER | w.THIRD | w.PREPOSITION | w.WH
OPENS_PHRASE: Final = (
    w.DETERMINER - {"no", "all", "both"} | w.NUMBER | frozenset(["his", "its", "their", "her"])
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign and where it stands.

    Attributes
    ----------
    text : str
        As written.
    low : str
        In lower case, with straight apostrophes.
    start, end : int
        Span in the sentence.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word and not a sign."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and signs of a text, in order."""
    return tuple(
        Token(m[0], m[0].lower().replace("’", "'"), m.start(), m.end())
        for m in TOKEN.finditer(text)
    )


def phrases(sequence: Sequence[Token]) -> list[tuple[int, int]]:
    """Find the names and noun phrases among the words of a text.

    Parameters
    ----------
    sequence : sequence of Token
        The words and signs, in order.

    Returns
    -------
    list of tuple of (int, int)
        Half-open spans of tokens, in order; the name that owns a phrase comes before the phrase.
    """
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(sequence):
        end = _phrase_end(sequence, position)
        if end > position:
            found.append((position, end))
        position = max(end, position + 1)
    spans: list[tuple[int, int]] = []
    for span in _conjoined(sequence, found):
        spans.extend(_owners(sequence, span))
        spans.append(span)
    return spans


def _phrase_end(sequence: Sequence[Token], start: int) -> int:
    """Where the phrase that begins here ends; `start` itself where none begins."""
    token = sequence[start]
    if token.low in OPENS_PHRASE:
        end = _nominal_end(sequence, start + 1)
        return end if end > start + 1 else start
    if _is_name(sequence, start):
        return _described_end(sequence, start) or _name_end(sequence, start)
    if _is_year(sequence, start):
        return start + 1
    if start and sequence[start - 1].low in w.AUXILIARY and _is_common(token):
        return _bare_end(sequence, start)
    if _is_common(token) and is_plural_word(token.low) and not _after_noun(sequence, start):
        return _of_end(sequence, start + 1)
    return start


def _described_end(sequence: Sequence[Token], start: int) -> int:
    """End of a noun phrase that begins with an adjective of a land: "Scottish wool prices"."""
    if not sequence[start].low.endswith(("ish", "ese", "ean", "ian", "ican")):
        return 0
    following = sequence[start + 1] if start + 1 < len(sequence) else None
    if following is None or not _is_common(following) or not following.text.islower():
        return 0
    if following.low in w.ACTION or following.low.endswith(("ed", "ly")):
        return 0
    return _nominal_end(sequence, start + 1)


def _is_year(sequence: Sequence[Token], at: int) -> bool:
    """Whether a number stands where a year does: "in 1790"."""
    text = sequence[at].text
    dated = at > 0 and sequence[at - 1].low in w.PREPOSITION | {"ad"}
    return dated and text.isdigit() and len(text) == 4


def _owners(sequence: Sequence[Token], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Spans of the names inside a phrase that own the rest of it."""
    first, last = span
    return [
        (first, at + 1)
        for at in range(first, last - 1)
        if owns(sequence[at]) and sequence[at].is_capital
    ][:1]


def _is_common(token: Token) -> bool:
    return token.is_word and token.low not in w.UNNAMING


def _after_noun(sequence: Sequence[Token], start: int) -> bool:
    return start == 0 or sequence[start - 1].is_capital


def _is_name(sequence: Sequence[Token], at: int) -> bool:
    token = sequence[at]
    if not token.is_capital or token.low in w.OWN:
        return False
    if at == 0 or sequence[at - 1].text in '.!?:;“"‘':
        if token.low in w.UNNAMING or token.low.endswith("ly"):
            return False
        following = sequence[at + 1] if at + 1 < len(sequence) else None
        return following is None or _follows_name(token, following)
    return token.low not in w.FUNCTION or token.low in w.MONTH or len(token.text) > 4


def _follows_name(token: Token, following: Token) -> bool:
    """Whether the next word shows that a capital at the start of a sentence is a name's."""
    if not following.text.isalpha() or following.is_capital:
        return True
    if following.low in w.AUXILIARY or following.low in ("and", "of", "also"):
        return True
    acts = following.low in w.VERB_FORM or following.low in w.VERB or following.low.endswith("ed")
    return acts and not is_plural_word(token.low) and token.low not in w.PERSON_NOUN


def _name_end(sequence: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(sequence):
        token = sequence[end]
        if _continues_name(sequence, end):
            end += 1
            continue
        ahead = end + 1
        if ahead < len(sequence) and sequence[ahead].low == "the" and token.low == "of":
            ahead += 1
        if token.low in _JOINERS and ahead < len(sequence) and sequence[ahead].is_capital:
            end = ahead + 1
            continue
        break
    return _possessed_end(sequence, end)


def _continues_name(sequence: Sequence[Token], at: int) -> bool:
    token = sequence[at]
    if token.text[0].isdigit():
        return sequence[at - 1].low in w.MONTH
    dated = sequence[at - 1].text.isdigit()
    return token.is_capital and not dated and token.low not in w.WH | w.OWN


def _possessed_end(sequence: Sequence[Token], end: int) -> int:
    """Take in what a name owns: "the Gorgon's head"."""
    if not owns(sequence[end - 1]):
        return end
    further = _nominal_end(sequence, end)
    return further if further > end else end


def owns(token: Token) -> bool:
    """Whether a word is a possessive."""
    return token.low.endswith(("'s", "s'"))


def _nominal_end(sequence: Sequence[Token], start: int) -> int:
    """End of the adjectives and nouns that begin here, with one "of" phrase."""
    end = start
    helped = start > 1 and sequence[start - 2].low in w.HELPER
    while end < len(sequence) and end - start < 6:
        token = sequence[end]
        number = token.low in w.NUMBER or token.low in ("first", "second", "last", "next", "other")
        if not token.is_word or (token.low in w.FUNCTION and not number and not token.is_capital):
            break
        if end > start and (_acts(sequence, start, end) or _is_adverb(token)):
            break
        if end > start and _opens_relative(sequence, end):
            break
        if (
            end > start
            and helped
            and is_plural_word(sequence[end - 1].low)
            and token.text.islower()
        ):
            break
        end += 1
    whole = _of_end(sequence, end) if end > start else end
    return whole - 1 if _ate_verb(sequence, start, whole) else whole


def _opens_relative(sequence: Sequence[Token], at: int) -> bool:
    """Whether a name after a noun is the subject of a clause about it: "the bread Ann gave him"."""
    if not sequence[at].is_capital or sequence[at - 1].is_capital or at + 1 >= len(sequence):
        return False
    verb = sequence[at + 1]
    if verb.low not in w.VERB_FORM or not verb.text.islower():
        return False
    after = sequence[at + 2].low if at + 2 < len(sequence) else ""
    return after in w.THIRD | {"", "?", "."}


def _is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") and not token.is_capital and token.low not in _LY_NOUN


def _ate_verb(sequence: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last word must be the verb that "did" or "can" before the phrase calls for."""
    helped = start > 1 and sequence[start - 2].low in w.HELPER
    if not helped or end - start < 2 or sequence[end - 1].is_capital:
        return False
    following = sequence[end] if end < len(sequence) else None
    return following is None or not following.is_word or following.low in _AFTER_VERB


def _acts(sequence: Sequence[Token], start: int, at: int) -> bool:
    """Whether the word here is the verb after a noun rather than part of the noun."""
    token = sequence[at]
    if token.is_capital:
        return False
    helped = start > 1 and sequence[start - 2].low in w.HELPER
    if token.low in w.ACTION:
        return helped or token.low not in w.ALSO_NOUN
    regular = token.low.endswith(("ed", "ing")) and len(token.low) > 4
    following = sequence[at + 1] if at + 1 < len(sequence) else None
    return regular and (following is None or following.low in w.FUNCTION or not following.is_word)


def _of_end(sequence: Sequence[Token], end: int) -> int:
    if end + 1 >= len(sequence):
        return end
    if sequence[end].low in ("for", "from") and sequence[end - 1].is_capital:
        titled = sequence[end + 1].is_capital and sequence[end - 2].low == "the"
        return _name_end(sequence, end + 1) if titled else end
    if sequence[end].low != "of":
        return end
    inner = end + 1
    if sequence[inner].low in w.DETERMINER or sequence[inner].low in w.POSSESSIVE:
        further = _nominal_end(sequence, inner + 1)
        return further if further > inner + 1 else end
    if sequence[inner].is_capital:
        return _name_end(sequence, inner)
    further = _nominal_end(sequence, inner)
    return further if further > inner else end


def _bare_end(sequence: Sequence[Token], start: int) -> int:
    """End of a subject without article after an auxiliary: "Do Egyptian priests eat fish?"."""
    end = start
    while end < len(sequence) and end - start < 4:
        token = sequence[end]
        if not _is_common(token) or (end > start and _acts(sequence, start, end)):
            break
        end += 1
        if is_plural_word(token.low):
            return _of_end(sequence, end)
        if end < len(sequence) and sequence[end].low in w.VERB:
            return end if sequence[start - 1].low in w.HELPER else start
    return start


def _conjoined(sequence: Sequence[Token], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join names that stand side by side with "and"."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _joins(sequence, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _joins(sequence: Sequence[Token], earlier: tuple[int, int], start: int) -> bool:
    between = [t.low for t in sequence[earlier[1] : start]]
    both = sequence[earlier[0]].is_capital and sequence[start].is_capital
    return both and (
        between in (["and"], [",", "and"]) or between == [","] and _lists(sequence, start)
    )


def _lists(sequence: Sequence[Token], start: int) -> bool:
    """Whether a name after a comma goes on to "and" and another: "Ann, Ben and Carl"."""
    at = start
    while at < len(sequence) and (sequence[at].is_capital or sequence[at].low == ","):
        at += 1
    joined = at + 1 < len(sequence) and sequence[at].low == "and" and at - start <= 6
    return joined and sequence[at + 1].is_capital


def is_plural_word(word: str) -> bool:
    """Whether a word in lower case has a plural form."""
    if word in w.PLURAL_NOUN:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
