"""Who does and who undergoes what a verb says: active and passive told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.lexical import analyse

_FORMS_OF = (
    "take took taken,give gave given,write wrote written,break broke broken,choose chose chosen,"
    "drive drove driven,know knew known,throw threw thrown,draw drew drawn,wear wore worn,"
    "tear tore torn,bear bore borne,steal stole stolen,forget forgot forgotten,eat ate eaten,"
    "see saw seen,do did done,begin began begun,sing sang sung,hide hid hidden,beat beaten,"
    "find found,hold held,lead led,leave left,lend lent,lose lost,make made,meet met,pay paid,"
    "sell sold,send sent,shoot shot,spend spent,teach taught,tell told,think thought,win won,"
    "buy bought,bring brought,build built,burn burned burnt,catch caught,feed fed,fight fought,"
    "keep kept,overthrow overthrew overthrown,strike struck"
)
_IRREGULAR = {
    form: base for base, *forms in (row.split() for row in _FORMS_OF.split(",")) for form in forms
}
_BE = r"(?:was|were|is|are|be|been|being|got|get|gets)"
_CLAUSE = (
    r"[;]|\s(?:who|which|whom|because|while|when|whereupon|although|though|until|so that|that)\b"
)
_AND = r"|,?\s(?:and|but|or|then)\s(?:\w+ly\s)?(?:\w+ed|" + "|".join(_IRREGULAR) + r")\b"
_ENDS = {
    passive: re.compile(_CLAUSE + ("" if passive else _AND), re.IGNORECASE)
    for passive in (True, False)
}
"""Where what hangs on a verb surely ends."""
_ASIDE = re.compile(r"\b(?:to|in|on|at|for|from|with|of|after|before|during) ")
_OF_OTHERS = r"(?!(?:\w+ly )?(?:said|told|asked)\b)"
_VERB = r"(?:\w+ly |also |first |later |then )?(?P<verb>\w+)\b(?! (?:by|with)\b)"
_UNDERGOES = re.compile(
    rf"^who(?:m|se \w+)? {_BE} {_VERB}",
    re.I,
)
_DOES = re.compile(
    rf"^who (?:had |has )?{_OF_OTHERS}{_VERB}",
    re.I,
)
_BY_SOMEBODY = re.compile(
    r"(?:, (?:either|mainly|mostly|partly|chiefly))?(?: [\w–-]+){0,3} by\b|,? and(?: \w+){1,5} by\b"
)
_FINITE = re.compile(r"[^e]ed$")
_FORMS = re.compile(r"\w+(?:ed|en|wn|ung|orn)$")
_WOULD = re.compile(r"\b(?:would|might|could|should)(?: \w+)?(?: be| have)? ?$", re.I)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb in a sentence.

    Attributes
    ----------
    start, end : int
        Span of the verb.
    close : int
        Where what hangs on it ends.
    passive : bool
        Whether what stands before it undergoes it.
    open : bool
        Whether it is only what would or might be.
    """

    start: int
    end: int
    close: int
    passive: bool
    open: bool

    def by(self, text: str) -> int | None:
        """Return where those are named who do it, if it is passive and they are."""
        found = re.compile(r"\bby ").search(text, self.end, self.close) if self.passive else None
        return found.end() if found else None

    def undergone_by(self, text: str, start: int, end: int) -> bool:
        """Whether a span may name who undergoes it."""
        if not self.passive:
            return self.end <= start < self.close
        beside = self.by(text) is not None or _ASIDE.search(text, self.end, max(self.end, start))
        return end <= self.start or (start < self.close and not beside)

    def done_by(self, text: str, start: int, end: int) -> bool:
        """Whether a span may name who does it."""
        if not self.passive:
            return end <= self.start
        doer = self.by(text)
        return (
            doer is not None
            and self.end <= start < self.close
            and end > doer
            and not _ASIDE.search(text, doer, max(doer, start))
        )


def deeds(verb: str, text: str) -> Iterator[Deed]:
    """Yield the places of a verb in a sentence, in the past or in the form given."""
    wanted = lemma(verb)
    for word in re.finditer(r"[^\W\d_]+", text):
        form = word[0].lower()
        if lemma(form) != wanted or not (_FINITE.search(form) or form in {*_IRREGULAR, verb}):
            continue
        if text.startswith(" with ", word.end()):
            continue
        before = text[: word.start()]
        passive = bool(re.search(rf"\b{_BE}(?: (?:\w+ly|not|also|never|already|then))* $", before))
        passive = passive or bool(_BY_SOMEBODY.match(text, word.end()))
        ends = _ENDS[passive].search(text, word.end())
        close = ends.start() if ends else len(text)
        yield Deed(*word.span(), close, passive, bool(_WOULD.search(before)))


def lemma(verb: str) -> str:
    """Return what the forms of a verb have in common."""
    bare = verb.lower()
    bare = _IRREGULAR.get(bare, bare)
    terms = analyse(bare)
    return terms[0].stem if terms else bare


def in_wrong_role(question: str, text: str, start: int, end: int) -> bool:
    """Whether a span of a sentence cannot be who does, or undergoes, what a question asks.

    Parameters
    ----------
    question : str
        Only "Who was acquitted?" and "Who acquitted him?" are judged.
    text : str
        A sentence.
    start, end : int
        Half-open span in it, in code points.

    Examples
    --------
    >>> text = "The jury acquitted Wragg and convicted Dunn."
    >>> [in_wrong_role(f"Who was {verb}?", text, 39, 43) for verb in ("acquitted", "convicted")]
    [True, False]
    """
    asked = _UNDERGOES.match(question)
    undergoes = asked is not None and _is_participle(asked["verb"])
    if not undergoes:
        asked = _DOES.match(question)
    if asked is None or all(term.stop for term in analyse(asked["verb"])):
        return False
    found = list(deeds(asked["verb"], text))
    wished = bool(re.search(r"\b(?:would|might|could|should)\b", question, re.I))
    told = [deed for deed in found if wished or not deed.open]
    if not told:
        return bool(found)
    fits = (deed.undergone_by if undergoes else deed.done_by for deed in told)
    return not any(fit(text, start, end) for fit in fits)


def _is_participle(word: str) -> bool:
    return word.islower() and bool(_FORMS.search(word) or word in _IRREGULAR)
