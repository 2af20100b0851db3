import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bundled import load_bundled
from corpus.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "Then it stopped!", "Did it?", "Yes."],
        ["Pokrovsky, op cit, p 134."],
        ["A Knox, With the Army, Vol II, London, 1921, pp 542, 545, 547."],
        ["He was supported by Lt Col Blair, on 20 April (Cabinet papers, GT760).", "It was No 1."],
        ["Mr. S. G. Svatikov met Dr. V. I. Lenin.", "They spoke."],
        ["The book by J. Stalin, M. Gorky, eds., appeared in vol. 3, p. 12.", "It sold."],
        ["“Perhaps there will soon be peace’,” said a soldier.", "He went on."],
        ["He told Paléologue, “We are not responsible.”", "“You hold power?” replied Paléologue."],
        ["“One thing.", "Another.”", "And a third."],
        ["They were elected ….", "Anyone could get in."],
        ["He had support. …", "He [Knox] had no faith."],
        ["all that he said to me … I am sure of it."],
        ["He went out … and came back."],
        ["“Is it far?” he asked.", "“No!” – and that was all."],
        ["They bought shops, etc.", "Then they sold them, etc, again."],
        ["1917.", "A year (as they say.)", "Over."],
        ["For it is written, ‘ They twain shall be one flesh. ’", "How then?"],
        ["War was near; peace, far; and nobody knew: so it went."],
        ["Nicholas II left.", "Was it I?", "It was 13½ million."],
        ["The U.S. Senate met at 3s. 6d. a seat."],
        ["6.", "Equally lying is the legend."],
        ["Letters, ed. W. Pirie (London, 1880), p. 214.", "It is lost."],
        ["Works (trans. Constance Garnett), vol. II, ch. I, p. IX.", "See pp. XVI, XXIV."],
        ["This is the third ed.", "The text is Cannan’s, ed.", "The notes are not."],
        ["He loved art.", "I did so too.", "He said no.", "Civil war came."],
    ],
)
def test_sentences_stay_whole(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@given(st.text(alphabet="aB.!?…”“’‘() \n–;1Mr", max_size=80))
def test_spans_are_ordered_and_cover_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_a_very_long_passage_takes_no_time() -> None:
    text = "He said so, etc. Mr. Smith and St. John agreed. " * 20_000
    assert len(split_sentences(text)) == 40_000


def evidence(shared: Path) -> list[tuple[str, list[str]]]:
    """Pairs of a gold sentence and the sentences we cut of the paragraphs it may stand in."""
    (source,) = load_bundled()
    ours = [s for p in source.passages for s in cut(p.text)]
    rows = (shared / "questions" / "rothstein-1917.jsonl").read_text("utf-8").splitlines()
    pairs = [(gold, ours) for row in rows for gold in json.loads(row)["evidence"]]
    for file in sorted((shared / "data" / "written").glob("*.jsonl")):
        lines = (file.parent / "passages" / file.name).read_text("utf-8").splitlines()
        paragraphs = {row["pid"]: cut(row["text"]) for row in map(json.loads, lines)}
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            near = [s for pid in row["pids"] for s in paragraphs[pid]]
            pairs += [(gold, near) for gold in row["evidence"]]
    return pairs


def test_gold_evidence_is_cut_as_we_cut_it(shared: Path) -> None:
    pairs = evidence(shared)
    hits = [" ".join(gold.split()) in {" ".join(s.split()) for s in ours} for gold, ours in pairs]
    assert len(hits) > 3000
    assert sum(hits) / len(hits) > 0.985


def test_no_sentence_goes_on_beyond_an_empty_line() -> None:
    text = "13\n\nInterview with the King\n \nThe reporter tried\nhis hand. He failed."
    cut = [text[start:end] for start, end in split_sentences(text)]
    assert cut == ["13", "Interview with the King", "The reporter tried\nhis hand.", "He failed."]
