"""What a question asks for, told from its wording alone."""

import re
from dataclasses import dataclass
from enum import StrEnum


class AnswerType(StrEnum):
    """The kind of thing that would answer."""

    PERSON = "person"
    TIME = "time"
    NUMBER = "number"
    PLACE = "place"
    NAME = "name"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"
    REFERENCE = "reference"
    YES_NO = "yes_no"
    OTHER = "other"


SHORT = frozenset(
    {AnswerType.PERSON, AnswerType.TIME, AnswerType.NUMBER, AnswerType.PLACE, AnswerType.NAME}
)
"""Types whose answer is a name, date, number or place."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a question asks for.

    Attributes
    ----------
    type : AnswerType
        The kind of answer.
    head : str
        The noun that the question word asks about ("ship" in "which ship"), lowercase, or empty.
    topic : str
        For a definition, the term to be explained as written; otherwise empty.
    """

    type: AnswerType
    head: str = ""
    topic: str = ""


_PEOPLE = (
    "minister president king queen prince princess general admiral captain colonel leader author "
    "writer man woman person people boy girl ambassador bishop pope emperor tsar philosopher "
    "historian doctor professor priest monk saint soldier sailor officer explorer politician "
    "secretary chairman speaker figure individual wife husband brother sister son daughter mother "
    "father poet scholar delegate deputy commander head founder inventor scientist member men "
    "women envoy"
)
_TIMES = "year date day month century decade hour time era age season period week night morning"
_PLACES = (
    "city town country place island region province village river mountain street state capital "
    "sea station port harbour continent district location building house church county area land"
)
_NUMBERS = (
    "share proportion percentage number fraction vote majority size length height population cost "
    "price"
)

_KINDS = {
    **dict.fromkeys(_PEOPLE.split(), AnswerType.PERSON),
    **dict.fromkeys(_TIMES.split(), AnswerType.TIME),
    **dict.fromkeys(_PLACES.split(), AnswerType.PLACE),
    **dict.fromkeys(_NUMBERS.split(), AnswerType.NUMBER),
}

_SHORT_KINDS = {
    "who": AnswerType.PERSON,
    "whom": AnswerType.PERSON,
    "whose": AnswerType.PERSON,
    "when": AnswerType.TIME,
    "where": AnswerType.PLACE,
    "whereabouts": AnswerType.PLACE,
    "why": AnswerType.REASON,
}
_NUMERALS = ("two", "three", "four", "five", "six", "seven")
_SEVERAL = re.compile(
    r"\b(?:(?:which|what|whose|name|list|give)(?:\s+(?:are|were))?|who\s+(?:are|were))\s+"
    rf"(?:the\s+)?(?:other\s+)?(?P<number>{'|'.join(_NUMERALS)})\b",
    re.I,
)
_TOGETHER = re.compile(
    r"\b(?P<first>who|whom|when|where)\b(?:(?:[^?]*,)?\s+and\s+(?:by\s+|to\s+|in\s+|on\s+)?"
    r"(?P<second>who|whom|when|where)\b|[^?]*\s+and\s+(?P<last>who|whom|when|where)\W*$)",
    re.I,
)
_QUESTION_WORDS = r"(?P<word>who|whom|whose|what|which|when|where|whereabouts|why|how)\b"
_AT_CLAUSE_START = re.compile(
    r"(?:^|[,;:–—-]\s*|\b(?:and|but|so|then|in|on|at|by|to|from|of|for|with|under|about|roughly|"
    rf"around|approximately)\s+){_QUESTION_WORDS}",
    re.I,
)
_ANYWHERE = re.compile(rf"\b{_QUESTION_WORDS}", re.I)
_MEASURE = re.compile(
    r"how\s+(?:many|much|long|far|high|deep|old|tall|wide|big|large|heavy|thick|fast|often)\b", re.I
)
_SOURCE_SOUGHT = re.compile(
    r"\b(?:what|which|whose)\s+(?:\w+\s+){0,3}?(?:source|book|work|document|authority|reference|"
    r"volume|page|study|minute|record)s?\b.*\b(?:given|cited|quoted|behind|is it|mean|back|support|"
    r"from|refer)|"
    r"\bwhere\s+(?:does|do|did|is|are)\b.*\b(?:stor(?:y|ies)|claims?|figures?|quot\w+|phrases?|ideas?|"
    r"information|statements?|accounts?|lines?|words?|evidence|numbers?|data|sayings?|passage)\b.*"
    r"\b(?:come|comes|came|taken|drawn)\s+from\b|"
    r"\bwhat\s+(?:is|are|was|were)\s+(?:the|its|his|her|their)\s+(?:source|authority|reference)s?"
    r"\s+for\b|"
    r"\bwhere\s+(?:does|do|did|has)\s+the\s+(?:author|writer|article|book|text)\b.*\bfrom\b|"
    r"\b(?:is|are|was|were)\s+(?:\w+\s+){0,4}(?:cited|footnoted|sourced)\b|\bop\.?\s?cit\b|\bibid\b",
    re.I,
)
_REASON = re.compile(
    r"\b(?:what|which)\s+(?:(?:was|is|were|are)\s+the\s+)?(?:\w+\s+)?(?:reason|cause|motive)s?\b|"
    r"\bfor what reason\b|\bhow come\b|\bwhat\s+(?:made|led|caused|prompted|drove)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\bwhat\s+(?:was|were|is|are)\s+the\s+(?:\w+\s+)?"
    r"(?:vote|votes|result\s+of\s+the\s+.{0,40}vote|breakdown)\b",
    re.I,
)
_DEFINITION = re.compile(
    r"^(?:who|what)(?:'s|’s|\s+(?:is|are|was|were))\s+(?:the\s+|an?\s+)?(?P<is>[^?,]+?)"
    r"(?:\s+(?:that|who|which|whose)\s.*)?\s*\??$|"
    r"^what\s+(?:does|do|did)\s+(?P<mean>[^?]+?)\s+(?:mean|stand for|refer to)\s*\??$|"
    r"^(?:explain|define)\s+(?:the\s+|an?\s+)?(?P<explain>[^?.]+?)\s*[?.]?$",
    re.I,
)
_RELATION = re.compile(r"\b(?:of|in|at|for|to|by|from|on|with|like|called|as)\b|[’']s?\s", re.I)
_SENTENCE_END = re.compile(
    r"(?<=[.?!:])(?<!\bSt\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\b[A-Z]\.)\s+"
)
_QUOTES = " '\"‘’“”"
_PHRASE = re.compile(
    r"\b(?:which|what|name)(?:'s|’s)?\s+(?:(?:is|was|are|were)\s+the\s+|the\s+)?(?P<phrase>[^?,;]+)",
    re.I,
)
_PHRASE_END = re.compile(
    r"\s+(?:is|are|was|were|be|been|did|does|do|had|has|have|will|would|could|can|should|might|may|"
    r"of|in|on|at|for|to|from|by|with|that|who|which|when|where|as|than|into|and|made|gave|took|led|"
    r"\w+ed)\b",
    re.I,
)
_AUXILIARY = re.compile(
    r"(?:and |but |so )?(?:is|are|was|were|did|does|do|had|has|have|can|could|will|would|should)"
    r"(?:n['’]t)?\b",
    re.I,
)
PAST = frozenset(
    "ate became began bore bought broke brought built came caught chose cut drew drove fell flew "
    "fought found fled gave grew held hid kept knew laid lay led made meant met paid put ran rose "
    "said sang sank sat sent shook slept sold spent spoke stood stole swam swept swore taught "
    "thought threw told took went woke won wore wrote".split()
)
"""Past tenses that look like no verb; nouns among them are left out."""
_VERBS = frozenset("is are was were did does do had has have would will can could should".split())


def number_asked(question: str) -> int:
    """Return how many things of one kind a question asks for; 0 where it does not say.

    Examples
    --------
    >>> number_asked("Which three ministers resigned?"), number_asked("Which of the two is older?")
    (3, 0)
    """
    found = _SEVERAL.search(question)
    return _NUMERALS.index(found["number"].lower()) + 2 if found else 0


def kinds_asked(question: str) -> tuple[AnswerType, ...]:
    """Return the kinds of things that a question asks for together; none where it asks for one.

    Examples
    --------
    >>> [kind.value for kind in kinds_asked("When was the treaty signed, and where?")]
    ['time', 'place']
    """
    found = _TOGETHER.search(question)
    if not found:
        return ()
    return tuple(_SHORT_KINDS[word.lower()] for word in found.groups() if word)


def expected_answer(question: str) -> Expectation:
    """Tell what a question asks for.

    Parameters
    ----------
    question : str
        A stand-alone question; of several sentences the last that asks is read.

    Returns
    -------
    Expectation
        Its type, with the head noun or the term asked about where there is one.

    Examples
    --------
    >>> expected_answer("Which ship fired the shot?").head
    'ship'
    """
    asked = _asking_part(question)
    if _NUMBER.search(asked):
        return Expectation(AnswerType.NUMBER, "vote")
    if topic := _topic(asked, question):
        return Expectation(AnswerType.DEFINITION, topic=topic)
    if _SOURCE_SOUGHT.search(asked):
        return Expectation(AnswerType.REFERENCE, _head(asked))
    if _REASON.search(asked):
        return Expectation(AnswerType.REASON)
    word = _AT_CLAUSE_START.search(asked) or _ANYWHERE.search(asked)
    if word is None or (_AUXILIARY.match(asked) and word.start("word") > 0):
        return _without_question_word(asked)
    return _by_question_word(asked, word)


def _by_question_word(asked: str, word: re.Match[str]) -> Expectation:
    name = word["word"].lower()
    if name in _SHORT_KINDS:
        return Expectation(_SHORT_KINDS[name])
    if name == "how":
        kind = AnswerType.NUMBER if _MEASURE.match(asked, word.start("word")) else AnswerType.MANNER
        return Expectation(kind)
    head = _head(asked[word.start("word") :])
    if kind_of_head := _KINDS.get(head, _KINDS.get(head.removesuffix("s"))):
        return Expectation(kind_of_head, head)
    following = asked[word.end() :].split()[:1]
    if head and following and following[0].lower() not in _VERBS:
        return Expectation(AnswerType.NAME, head)
    return Expectation(AnswerType.OTHER, head)


def _without_question_word(asked: str) -> Expectation:
    if _AUXILIARY.match(asked):
        return Expectation(AnswerType.YES_NO)
    if re.match(r"(?:name|list|give)\b", asked, re.I):
        head = _head(asked)
        return Expectation(_KINDS.get(head.removesuffix("s"), AnswerType.NAME), head)
    return Expectation(AnswerType.OTHER)


def _asking_part(question: str) -> str:
    sentences = [s.strip() for s in _SENTENCE_END.split(question.strip()) if s.strip()]
    asking = [s for s in sentences if s.endswith("?")]
    return asking[-1] if asking else question.strip()


def _topic(asked: str, question: str) -> str:
    found = _DEFINITION.match(asked)
    if not found:
        return ""
    topic = next(group for group in found.groups() if group).strip(_QUOTES)
    if re.fullmatch(r"he|she|it|they|this|that|these|those", topic, re.I):
        names = re.findall(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]+", question[: question.rfind(asked)])
        return names[-1] if len(names) == 1 else _named_with_a_certain(question)
    if asked.lower().startswith("who") and topic.islower():
        return ""
    return topic if len(topic.split()) <= 4 and not _RELATION.search(topic) else ""


def _named_with_a_certain(question: str) -> str:
    found = re.search(
        r"\b(?:a certain|called|named|calls|mentions)\s+((?:[A-Z][\w’'-]+\s?)+)", question
    )
    return found[1].strip() if found else ""


def _head(asked: str) -> str:
    found = _PHRASE.search(asked)
    if not found:
        return ""
    phrase = _PHRASE_END.split(" " + found["phrase"])[0]
    words = re.findall(r"[A-Za-z][\w’'-]*", phrase)
    return words[-1].lower() if words else ""
