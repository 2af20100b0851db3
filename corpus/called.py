"""Markup rewritten so that pandoc keeps every note, called or not."""

import re
from collections.abc import Iterator

from corpus.uncalled import call

_MARKDOWN_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_JATS_NOTE = re.compile(r"<fn\b[^>]*?\bid\s*=\s*[\"']([^\"']+)[\"'][^>]*>")
_JATS_MARK = re.compile(r"<xref\b[^>]*?\brid\s*=\s*[\"']([^\"']+)[\"']")
_JATS_GROUP = re.compile(
    r"<fn-group\b.*?</fn-group\s*>|<table-wrap-foot\b.*?</table-wrap-foot\s*>", re.DOTALL
)
_JATS_END = re.compile(r"</body\s*>")
_LATEX_MARK = re.compile(r"\\footnotemark(?:\[(\d+)\])?(?:\{\})?")
_LATEX_NOTE = re.compile(r"\\footnotetext(?:\[(\d+)\])?\s*(?=\{)")
_LATEX_ALIKE = re.compile(r"\\(?:endnote|pagenote|sidenote)(?=\s*[\[{])")
_LATEX_END = "\\end{document}"
_RTF_HIDDEN = re.compile(r"\{\\\*\\(footnote|annotation)\b")
_RTF_SKIP = re.compile(r"\\uc(\d+)\s?|\\u(-?\d+) ?")
_RTF_ONE = re.compile(r"\\'[0-9a-fA-F]{2}|[^\\{}]")


def markdown(text: str) -> tuple[str, list[str]]:
    """Call every Markdown note once more, at the end.

    Parameters
    ----------
    text : str
        The document.

    Returns
    -------
    tuple of (str, list of str)
        The same with a paragraph added for each note, and the notes' keys in order.
    """
    outside = _FENCED.sub("", text)
    keys = list(dict.fromkeys(m[1] for m in _MARKDOWN_NOTE.finditer(outside)))
    calls = (f"\n\n{call(before)}[^{key}]" for before, key in enumerate(keys))
    return text + "".join(calls) + "\n", keys


def _uncalled(notes: list[str], called: set[str]) -> Iterator[tuple[str, int]]:
    before = 0
    for note in notes:
        if note in called:
            before += 1
        else:
            yield note, before


def jats(markup: str) -> str:
    """Call the notes of a journal article that nothing calls, at the end of its body.

    Parameters
    ----------
    markup : str
        The article.

    Returns
    -------
    str
        The same with a paragraph added for each such note.
    """
    groups = "".join(m[0] for m in _JATS_GROUP.finditer(markup))
    called = {word for m in _JATS_MARK.finditer(markup) for word in m[1].split()}
    notes = [m[1] for m in _JATS_NOTE.finditer(groups)]
    calls = "".join(
        f'<p>{call(before)}<xref ref-type="fn" rid="{key}">*</xref></p>'
        for key, before in _uncalled(notes, called)
    )
    ends = list(_JATS_END.finditer(markup))
    return markup[: ends[-1].start()] + calls + markup[ends[-1].start() :] if ends else markup


def latex(text: str) -> str:
    r"""Give every \footnotemark its \footnotetext, and call what is left over at the end.

    Parameters
    ----------
    text : str
        The document.

    Returns
    -------
    str
        The same with \footnote alone.
    """
    text = _LATEX_ALIKE.sub(lambda _: "\\footnote", text)
    texts: list[tuple[str | None, str, int]] = []
    rest, at = "", 0
    for match in _LATEX_NOTE.finditer(text):
        if match.start() >= at:
            end = _closing(text, match.end())
            rest += text[at : match.start()]
            texts.append((match[1], text[match.end() : end], _marks_before(rest)))
            at = end
    rest += text[at:]

    def called(match: re.Match[str]) -> str:
        for note in texts:
            if match[1] is None or note[0] in (None, match[1]):
                texts.remove(note)
                return f"\\footnote{note[1]}"
        return match[0]

    rest = _LATEX_MARK.sub(called, rest)
    calls = "".join(f"\n\n{call(before)}\\footnote{words}\n" for _, words, before in texts)
    body, sign, after = rest.partition(_LATEX_END)
    return body + calls + sign + after


def _marks_before(text: str) -> int:
    return len(re.findall(r"\\footnote(?:mark)?\b", text))


def _closing(text: str, at: int) -> int:
    """Find the end of the group that opens at a brace."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", text[at:]):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return at + match.end()
    return len(text)


def rtf(data: bytes) -> bytes:
    r"""Uncover notes marked as optional, and write what stands for a character one way.

    Pandoc skips ``{\*\footnote``, and loses a letter after ``\u8220`` unless a code follows.

    Parameters
    ----------
    data : bytes
        The document.

    Returns
    -------
    bytes
        The same, as pandoc reads it whole.
    """
    text = _RTF_HIDDEN.sub(r"{\\\1", data.decode("latin-1"))
    parts, at, skip = [], 0, 1
    for match in _RTF_SKIP.finditer(text):
        if match.start() < at:
            continue
        parts.append(text[at : match.start()])
        at = match.end()
        if match[1]:
            skip = int(match[1])
            continue
        for _ in range(skip):
            fallback = _RTF_ONE.match(text, at)
            at = fallback.end() if fallback else at
        parts.append(f"\\u{match[2]}\\'3f")
    return "".join([*parts, text[at:]]).encode("latin-1")
