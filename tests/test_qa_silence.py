import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_source import small_source

from corpus.model import Passage, Sentence, Voice
from index.hit import Hit, Why
from index.lexical import analyse
from qa.silence.absent import Absent, absent_from
from qa.silence.explaining import explain_silence, silence_text
from qa.silence.near_miss import NearMiss, lacks, nearest_mention
from qa.silence.sections import sections_on
from qa.silence.stretches import stretches

SOURCE = small_source()


class Words:
    """The words of the small source: those in it weigh one, others five."""

    stems = frozenset(t.stem for p in SOURCE.passages for t in analyse(p.text))

    def idf(self, word: str) -> float:
        return 1.0 if word in self.stems else 5.0


@dataclass(frozen=True)
class Found:
    """A sentence found."""

    passage: Passage
    sentence: Sentence


def sentences(words: str) -> list[Found]:
    """Find the passage that holds some words, and all its sentences, those words' first."""
    passage = next(p for p in SOURCE.passages if words in p.text)
    found = [Found(passage, s) for s in passage.sentences]
    return sorted(found, key=lambda f: words not in passage.text[f.sentence.start : f.sentence.end])


def explained(question: str, words: str) -> str:
    """Explain a silence whose nearest passage holds some words, without the first sentence."""
    near = sentences(words)
    hits = [Hit(1, 1.0, near[0].passage, Why(1.0, 1.0))]
    said = explain_silence(question, hits, near, Words(), [SOURCE])
    return said.removeprefix("The source does not answer this question").lstrip(".: ")


@pytest.mark.parametrize(
    ("question", "near", "said"),
    [
        (
            "How many bands of smugglers came from Cray?",
            "A band of smugglers",
            "It mentions a “band of smugglers” and “Cray”, but gives no number there.",
        ),
        (
            "When was the hull of the Halcyon raised for the cargo?",
            "waited in vain for the cargo",
            "It mentions “the cargo” and “the hull”, but gives no date there.",
        ),
        (
            "What was the captain's wife called?",
            "The captain wrote",
            "It mentions the “captain”, but the word “wife” stands nowhere in it.",
        ),
        (
            "Why did Ann Doyle leave the lamp?",
            "trimmed the lamp",
            "It mentions “Ann Doyle” and “the lamp”, but I found nothing there that says why.",
        ),
        (
            "Which ship was off the Point?",
            "struck the reef",
            "It mentions “the Point”, but I found nothing there that says which ship.",
        ),
        (
            "Did Ann Doyle ever marry?",
            "trimmed the lamp",
            "It mentions “Ann Doyle”, but I found nothing there that settles this.",
        ),
        (
            "Why did Ann Doyle refuse the medal?",
            "trimmed the lamp",
            "It mentions “Ann Doyle”, but the word “medal” stands nowhere in it.",
        ),
        (
            "What did Ann Doyle say to Captain Rasputin?",
            "trimmed the lamp",
            "it mentions “Ann Doyle”, but never “Rasputin”.",
        ),
        (
            "How did Rasputin die in Petrograd?",
            "trimmed",
            "it never mentions “Rasputin” or “Petrograd”.",
        ),
        ("Is it cold?", "trimmed", ""),
    ],
)
def test_a_near_miss_is_explained(question: str, near: str, said: str) -> None:
    assert explained(question, near) == said


def test_a_name_in_the_title_or_a_heading_is_no_stranger() -> None:
    assert "Hale" not in explained("Which Inquiry did Mary Hale attend?", "trimmed")


def test_several_sources_are_spoken_of_as_several() -> None:
    assert silence_text(2, Absent(names=("Cray",))) == (
        "The sources do not answer this question: they never mention “Cray”."
    )
    assert silence_text(2, mentions=["“Cray”"], lacking="gives no date there").endswith(
        "They mention “Cray”, but the passage gives no date there."
    )


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Why did Wren refuse the peace treaty?", ("peace treaty",)),
        ("Did the zeppelins burn?", ("zeppelins",)),
        ("How many zeppelins burned?", ()),
        ("What did Wren do after his stay?", ()),
        ("Who was the architect of the light?", ("architect",)),
        ("Why did the keeper laugh?", ()),
        ("What did the furious keeper give them?", ()),
        ("What did the former Tsar say?", ()),
    ],
)
def test_things_taken_for_granted_that_stand_nowhere(
    question: str, things: tuple[str, ...]
) -> None:
    assert absent_from(question, Words()).things == things


def test_names_of_two_words_are_one_name_and_years_count() -> None:
    absent = absent_from("Did Brest-Litovsk’s Otto Braun see Cray in 1923?", Words())
    assert absent.names == ("Brest-Litovsk", "Otto Braun", "1923")


@pytest.mark.parametrize(
    ("sentence", "asked", "found"),
    [
        ("A trial of Kornilov was coming on.", "trial Kornilov", ["trial of Kornilov"]),
        ("He spoke with General Ivan Alexeyev of it.", "Alexeyev", ["General Ivan Alexeyev"]),
        ("They saw the Russian front.", "Russian", ["the Russian front"]),
        ("That was the Kornilov affair.", "Kornilov", ["the Kornilov affair"]),
        ("It was led by Mrs. Richards.", "Mrs Richards", ["Mrs. Richards"]),
        ("One, a gypsy-faced man, sang.", "gypsy faced man", ["a gypsy-faced man"]),
        ("The garrison refused to hold order.", "garrison refused hold", ["garrison"]),
        ("Lenin’s “Letter” ran on.", "Lenin letter", ["Lenin", "Letter"]),
    ],
)
def test_stretches_are_what_the_sentence_calls_a_thing(
    sentence: str, asked: str, found: list[str]
) -> None:
    stems = frozenset(t.stem for t in analyse(asked))
    got = stretches(sentence, stems, lambda _: 1.0)
    assert sorted((s.start, sentence[s.start : s.end]) for s in got) == sorted(
        (sentence.index(words), words) for words in found
    )


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("How much did it cost?", "The light burned.", "gives no figure there"),
        ("How many men?", "Twelve burned.", "I found nothing there that says how many men"),
        ("In what year was it lit?", "The light burned.", "gives no year there"),
        (
            "When and where was it lit?",
            "In 1882.",
            "I found nothing there that says when and where",
        ),
        ("Who lit it?", "It was lit by the keeper.", "names no one there"),
        ("Which soldier trimmed it?", "It was lit.", "names no soldier there"),
        ("What was the title of the song?", "They sang.", "gives no name there"),
        (
            "Who were the Wreckers?",
            "Wreckers sang.",
            "I found nothing there that says who they were",
        ),
        ("What is burgoo?", "Of burgoo.", "I found nothing there that says what that is"),
        ("What did it become of?", "It burned.", "I found no answer to this there"),
    ],
)
def test_what_is_lacking_is_said_by_what_is_asked(question: str, sentence: str, said: str) -> None:
    assert lacks(question, NearMiss(("“it”",), sentence)) == said


def test_a_mention_takes_the_mark_that_opens_what_it_closes() -> None:
    sentence = "They pressed the ‘Guchkov’ Provisional Government to attack."
    passage = replace(
        SOURCE.passages[0],
        text=sentence,
        sentences=(Sentence(0, len(sentence), Voice.AUTHOR, None),),
    )
    near = [Found(passage, passage.sentences[0])]
    mentioned = nearest_mention(
        "Why did the Guchkov Provisional Government fall?", near, Words().idf
    )
    assert mentioned is not None
    assert mentioned.mentions == ("“‘Guchkov’ Provisional Government”",)


def test_a_person_who_is_mentioned_is_not_named() -> None:
    near = NearMiss(("“his wife”",), "He wrote to his wife.")
    assert lacks("What was his wife called?", near) == "does not name her there"
    named = NearMiss(("“his wife”",), "He wrote to his wife and Kollontai.")
    assert lacks("What was the name of his wife?", named) == "I found no name for her there"


@given(sentence=st.text(max_size=200), question=st.text(max_size=80))
def test_every_mention_stands_in_the_sentence(sentence: str, question: str) -> None:
    asked = frozenset(t.stem for t in analyse(question + sentence[:40]))
    last = 0
    for stretch in sorted(stretches(sentence, asked, lambda _: 1.0), key=lambda s: s.start):
        assert last <= stretch.start < stretch.end <= len(sentence)
        last = stretch.end


@given(question=st.text(alphabet="aeT hwo?’'s.\n-12", max_size=60) | st.text(max_size=60))
def test_any_question_is_explained_in_plain_sentences(question: str) -> None:
    near = sentences("trimmed")
    said = explain_silence(
        question, [Hit(1, 1.0, near[0].passage, Why(1.0, 1.0))], near, Words(), [SOURCE]
    )
    assert said.startswith("The source does not answer this question")
    assert said.endswith(".") and not re.search(r"\s{2}|“”", said)
    mentioned = nearest_mention(question, near, Words().idf)
    for words in mentioned.mentions if mentioned else ():
        assert words.partition("“")[2].rstrip("”") in near[0].passage.text


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("How long did the storm last?", ["The Storm"]),
        ("Who paid for the inquiry after the storm?", ["The Storm", "The Inquiry"]),
        ("What colour was the light at Skerry Point?", []),
        ("How old was the keeper?", []),
    ],
)
def test_points_to_the_sections_whose_headings_speak_of_it(
    question: str, titles: list[str]
) -> None:
    assert sorted(sections_on(question, [SOURCE])) == sorted(titles)


def test_a_longer_heading_must_share_half_of_its_words_and_two_of_them() -> None:
    sections = [
        replace(SOURCE.sections[0], title="The April Crisis and its Consequences"),
        replace(SOURCE.sections[0], title="The May Fair"),
    ]
    source = replace(SOURCE, sections=tuple(sections))
    assert sections_on("Who caused the crisis of April?", [source]) == [sections[0].title]
    assert sections_on("Who came in May?", [source]) == []


def test_says_where_to_read_on() -> None:
    said = explained("What started the storm?", "Halcyon")
    assert said.endswith("More may stand in the section “The Storm”.")
