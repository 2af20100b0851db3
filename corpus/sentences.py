"""Cutting text into sentences, with offsets."""

import re

_CLOSERS = "”’\"')]}»"
_OPENERS = "“‘\"'([{«"
_END = re.compile(r"(?P<stop>(?:\.\s?\.\s?\.|[.!?…])+)(?P<close>[”’\"')\]}»]*)(?P<space>\s+|$)")
_WORD_BEFORE = re.compile(r"[\w’'.&-]*$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms messrs mme mlle dr prof st ste gen lt col maj capt sgt cmdr adm gov sen rep rev hon "
    "fr sr jr no nos vol vols p pp ch chap chs sec sect fig figs ed eds edn trans tr cf viz "
    "vs v eg e.g ie i.e ff fol n nn op cit loc ib approx ca c bk art par "
    "ser supp pt pts dept univ inc ltd bros ave rd mt ft".split()
)
_NEVER_LAST = frozenset(
    "mr mrs ms messrs mme mlle dr prof st lt col maj capt gen rev hon viz cf vs eg e.g ie "
    "i.e".split()
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Closing quotes and brackets belong to the sentence they close. A full stop after an
    abbreviation or an initial ends nothing; nor does one after which the sentence goes on in
    lower case, with a dash or with a comma.

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
    [(0, 10), (11, 48), (49, 58)]
    """
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
    after = text[match.end() :]
    if not after:
        return True
    if _goes_on(after):
        return False
    stop = match["stop"]
    if stop == ".":
        return not _is_abbreviation(text[start : match.start()], after, bool(match["close"]))
    return True


def _goes_on(after: str) -> bool:
    first = after.lstrip(_OPENERS)[:1]
    return first.islower() or after[0] in "–—-,;:…&"


def _is_abbreviation(before: str, after: str, closed: bool) -> bool:
    match = _WORD_BEFORE.search(before)
    word = match[0].strip("’'") if match else ""
    lowered = word.casefold()
    if len(word) == 1 and word.isupper() and not closed:
        return word != "I"
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word):
        return True
    if lowered in _NEVER_LAST:
        return True
    return lowered in _ABBREVIATIONS and (after[0].isdigit() or after[0].islower())
