"""Cutting text into sentences, with offsets."""

import re

from corpus.speech import NO_NAMES

_OPENERS = "“‘\"'([{«"
# A closing quote may stand after a thin or ordinary space: ‘So be it.’ ”
_END = re.compile(
    r"(?P<stop>(?:\.\s?\.\s?\.|[.!?…])+)"
    r"(?P<close>[”’\"')\]}»]*(?:\s[”’»]+(?=\s|$))*)(?P<space>\s+|$)"
)
_PARAGRAPH = re.compile(r"\S.*(?:\n(?!\s*\n).*)*")
_INITIAL_BEFORE = re.compile(r"\b[A-Z]\.? ?I$")
_ORDINAL = re.compile(r"[“‘\"'(\[]*\d{1,3}(?:st|nd|rd|th)")
_LOOK_AHEAD = 12
_LOOK_BACK = 200
_COINS = re.compile(r"\d+[sdl]")
_WORD_BEFORE = re.compile(r"[\w’'.&-]*$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms mm messrs mme mlle dr prof st ste gen lt col maj capt sgt cmdr adm gov sen rep rev "
    "hon fr sr jr no nos vol vols p pp ch chap chs sec sect fig figs ed eds edn trans tr cf viz "
    "vs v eg e.g ie i.e ff fol n nn op cit loc ib approx ca c bk art par "
    "ser lat long supp pt pts dept univ inc ltd bros ave rd mt ft".split()
)
# "ed. W. Pirie", "(trans. Constance Garnett": the name follows of whom it is the work.
_NAMED_AFTER = frozenset("ed eds tr trans".split())
_INITIAL_AFTER = re.compile(r"[A-Z]\.")
_LED_BY_COMMA = re.compile(r"[,;(]\s?\w+$")
_NUMERAL_AFTER = re.compile(r"(?:[IVXLC]{2,}|[IVXLC](?=[,;:)]))(?!\w)")
_NEVER_LAST = frozenset(
    "mr mrs ms mm messrs mme mlle dr prof st lt col maj capt gen rev hon viz cf vs eg e.g ie "
    "i.e".split()
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Closing quotes and brackets belong to the sentence they close. A full stop after an
    abbreviation or an initial ends nothing; nor does one after which the sentence goes on in
    lower case, with a dash or with a comma. The number of a list item stands alone. None goes on
    beyond an empty line.

    Parameters
    ----------
    text : str
        A passage, without marks.

    Returns
    -------
    list of (int, int)
        Spans without surrounding white space, in order; between them is only white space.

    Examples
    --------
    >>> split_sentences("It rained. “Enough!” said V I Lenin (p. 12). Then sun.")
    [(0, 10), (11, 44), (45, 54)]
    """
    return [
        (paragraph.start() + start, paragraph.start() + end)
        for paragraph in _PARAGRAPH.finditer(text)
        for start, end in _split_paragraph(paragraph[0])
    ]


def _split_paragraph(text: str) -> list[tuple[int, int]]:
    spans = []
    start = _skip_space(text, 0)
    for match in _END.finditer(text):
        if match.start() < start or not _ends_sentence(text, match, start):
            continue
        spans.append((start, match.end("close")))
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, match: re.Match[str], start: int) -> bool:
    after, so_far = (
        text[match.end() : match.end() + _LOOK_AHEAD],
        text[max(start, match.start() - _LOOK_BACK) : match.start()],
    )
    if not after:
        return True
    if _goes_on(after) or not any(c.isalnum() for c in so_far):
        return False
    if match["stop"] == "…" and so_far[-1].isspace():
        # An omission inside a sentence; after a full stop it stands between two.
        return so_far.rstrip().endswith((".", "!", "?", "”", "’"))
    if match["stop"] == ".":
        return not _is_abbreviation(so_far, after, bool(match["close"]))
    return True


def _goes_on(after: str) -> bool:
    first = after.lstrip(_OPENERS)[:1]
    return first.islower() or after[0] in "–—-,;:…&"


def _is_abbreviation(before: str, after: str, closed: bool) -> bool:
    if _ORDINAL.fullmatch(before):
        return True
    match = _WORD_BEFORE.search(before)
    word = match[0].strip("’'") if match else ""
    if len(word) == 1 and word.isupper() and not closed:
        return word != "I" or bool(_INITIAL_BEFORE.search(before))
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word) or word.casefold() in _NEVER_LAST:
        return True
    if word.casefold() in _NAMED_AFTER and _is_named(before, after):
        return True
    may_go_on = after[0].isdigit() or bool(_NUMERAL_AFTER.match(after))
    return may_go_on and (word.casefold() in _ABBREVIATIONS or bool(_COINS.fullmatch(word)))


def _is_named(before: str, after: str) -> bool:
    """Tell "ed. W. Pirie" and ", ed. Walter Pirie" from "the third ed. The text"."""
    if _INITIAL_AFTER.match(after):
        return True
    first = re.match(r"[A-Z]\w+", after)
    named = first is not None and first[0].casefold() not in NO_NAMES
    return named and bool(_LED_BY_COMMA.search(before))
