"""Words of a quotation that cannot be what was asked for, however surely they were found."""

import re

from index.lexical import content_stems
from qa.question import AnswerType, expected_answer
from qa.voice import in_wrong_role, lemma

_TOLD = re.compile(
    r"\b(?:stor(?:y|ies)|tales?|legends?|rumours?|claims?|beliefs?|ideas?|allegations?|suggestions?"
    r"|statements?|charges?) that\b(?P<content>[^;.]*)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:without (?:any )?(?:foundation|truth|basis)|untrue|false|no truth|a myth|a legend"
    r"|never happened|baseless|groundless|unfounded|nonsense|an invention)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:not|never)|n[’']t) (?:\w+ly )?(?P<verb>\w+)(?P<after>[^,;.:]*)", re.IGNORECASE
)
_EXCEPT = re.compile(r"\b(?:until|till|before|but|except|only|than|unless)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|neither)\b|n[’']t\b", re.IGNORECASE)
_EITHER = re.compile(
    r"(?:which|who|whose)\b[^,:“\"]*[,:]"
    r" (?:the )?(?P<one>[^,:?]+?),? or (?:the )?(?P<other>[^,:?]+?)\W*",
    re.IGNORECASE,
)


def cannot_be(question: str, text: str, start: int, end: int) -> bool:
    """Whether a span of a sentence cannot answer a question.

    It only repeats the question, is neither of the two offered, has another part in what is asked
    of, or is what the sentence denies.

    Parameters
    ----------
    question : str
        A stand-alone question.
    text : str
        A sentence.
    start, end : int
        Half-open span in it, in code points.

    Examples
    --------
    >>> text = "The story that an American bought the chain is untrue."
    >>> cannot_be("Who bought the chain?", text, 15, 26)
    True
    """
    words = text[start:end]
    either = _EITHER.fullmatch(question)
    unlike = _is_neither(either, words) if either else _repeats(question, words)
    return (
        unlike
        or in_wrong_role(question, text, start, end)
        or _is_denied(question, text, start, end)
    )


def _repeats(question: str, words: str) -> bool:
    """Whether a person asked for is one whom the question names."""
    if expected_answer(question).type is not AnswerType.PERSON:
        return False
    told = content_stems(words)
    return bool(told) and told <= content_stems(question)


def _is_neither(either: re.Match[str], words: str) -> bool:
    """Whether words name neither of the two things of which a question asks which it is."""
    told = content_stems(words)
    return not any(told & content_stems(either[name]) for name in ("one", "other"))


def _is_denied(question: str, text: str, start: int, end: int) -> bool:
    """Whether a sentence denies what would answer: as a mere story, or with "not" at its verb."""
    if _NEGATION.search(question):
        return False
    for told in _TOLD.finditer(text):
        if told.start("content") <= start < told.end("content") and _DENIED.search(text, end):
            return True
    asked = {lemma(word) for word in re.findall(r"\w+", question)}
    return any(
        lemma(found["verb"]) in asked
        and found.start("after") <= start < found.end("after")
        and not _EXCEPT.search(text, found.start("after"), start)
        for found in _NOT.finditer(text)
    )
