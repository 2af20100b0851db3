import pytest

from qa.misfits import cannot_be

ARREST = (
    "Superintendent Robert Fenn arrested three men on 4 May: Daniel Wragg, Isaac Dunn and Amos."
)
JURY = "The jury acquitted Wragg after an hour and convicted Dunn of arson."
LANTERN = "Philip Nairn showed that the lantern had been lent to Wragg by the vicar."
LETTER = "The letter was written by Ann Doyle to her aunt."


@pytest.mark.parametrize(
    ("question", "text", "wrong", "right"),
    [
        ("Who was acquitted?", JURY, "Dunn", "Wragg"),
        ("Who was convicted?", JURY, "Wragg", "Dunn"),
        ("Who was arrested?", ARREST, "Superintendent Robert Fenn", "three men"),
        ("Who was arrested?", ARREST, "Superintendent Robert Fenn", "Isaac Dunn"),
        ("Who arrested the three men?", ARREST, "Daniel Wragg", "Superintendent Robert Fenn"),
        ("Who lent Wragg the lantern?", LANTERN, "Philip Nairn", "the vicar"),
        ("Who wrote the letter?", LETTER, "her aunt", "Ann Doyle"),
        ("Who led the strike?", "The strike, led by Reay, failed.", "The strike", "Reay"),
        ("Who chose the site?", "The site was chosen by Orlov.", "The site", "Orlov"),
        ("Who resigned?", "Orlov resigned, followed by Pell.", "Pell", "Orlov"),
        ("Who was Orlov’s wife?", "Orlov’s wife Anna came too.", "Orlov", "Anna"),
        ("Who was older, Hugh or Agnes?", "Hugh, like Pell, was older than Agnes.", "Pell", "Hugh"),
        ("When did he leave?", "He did not leave the town until May.", "the town", "May"),
    ],
)
def test_words_in_another_part_are_no_answer(
    question: str, text: str, wrong: str, right: str
) -> None:
    for words, expected in ((wrong, True), (right, False)):
        start = text.index(words)
        assert cannot_be(question, text, start, start + len(words)) is expected


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Who bought it?", "The story that it was bought by an American is untrue.", "an American"),
        ("What did he ask?", "He did not ask a single question about it.", "a single question"),
        ("Who was hanged?", "They said the prisoner would be hanged.", "the prisoner"),
    ],
)
def test_what_is_denied_or_only_might_be_is_no_answer(question: str, text: str, words: str) -> None:
    start = text.index(words)
    assert cannot_be(question, text, start, start + len(words))


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Who did not ask?", "Pell did not ask a question.", "Pell"),
        ("Who was with Scott?", "He came with Oates and Crean.", "Oates and Crean"),
        ("Who shared it with Sky?", "It was shared with many firms.", "many firms"),
        ("Who built the hall?", "The hall was built in 1972-74 by the Company.", "the Company"),
        ("Who is the minister?", "The minister is Daniel Andrews.", "Daniel Andrews"),
    ],
)
def test_what_cannot_be_told_is_left_alone(question: str, text: str, words: str) -> None:
    start = text.index(words)
    assert not cannot_be(question, text, start, start + len(words))
