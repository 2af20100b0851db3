"""Where a text puts words in quotation marks."""

_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“”", '"': '"”'}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Find the outermost quotations of a text.

    A quotation may open with a straight mark and close with a curly one. Apostrophes do not close
    single quotes. What is never closed runs to the end.

    Parameters
    ----------
    text : str
        A passage.

    Returns
    -------
    list of (int, int)
        Spans of the quoted words, without the marks, in order.

    Examples
    --------
    >>> quoted_spans("He ‘didn’t’ say “no ‘never’ no”.")
    [(4, 10), (17, 30)]
    """
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if stack and char in _PAIRS[stack[-1][0]] and _closes(text, at, stack[-1]):
            _, start = stack.pop()
            if not stack:
                spans.append((start, at))
        elif char in _PAIRS and _opens(text, at):
            stack.append((char, at + 1))
        elif char == "”" and any(opener in '“"' for opener, _ in stack):
            # A single quote that was an apostrophe after all does not hold a double one open.
            start = next(place for opener, place in stack if opener in '“"')
            stack.clear()
            spans.append((start, at))
    if stack and stack[0][0] in '“"„«' and stack[0][1] < len(text):
        spans.append((stack[0][1], len(text)))
    return spans


def _opens(text: str, at: int) -> bool:
    if text[at] == '"':
        return at == 0 or text[at - 1].isspace() or text[at - 1] in "([{—–-‘'"
    return text[at] != "‘" or at + 1 < len(text) and not text[at + 1].isspace()


def _closes(text: str, at: int, opened: tuple[str, int]) -> bool:
    if text[at] != "’":
        return at > opened[1]
    after = text[at + 1 : at + 2]
    if after.isalnum():
        return False
    if text[at - 1] == "s" and after == " ":
        # "the soldiers’ greatcoats’": a plural's apostrophe, if the quotation closes later.
        rest = text[at + 1 : at + 200].split("‘")[0]
        return not any(c == "’" and not rest[i + 1 : i + 2].isalnum() for i, c in enumerate(rest))
    return True
