"""Word lists: the package's own are whole, a project's are merged in or refused with their line."""

from dataclasses import replace

import pytest

from generator.extract.lexicon import Lexicon, additions, names_of_lists, once_a_lexicon, packaged_list
from generator.extract.sentences import Furniture, blocks
from generator.extract.speech import Speech
from generator.model.document import SentenceKind
from generator.model.errors import DatelineError


def faults(text: str) -> list[str]:
    with pytest.raises(DatelineError) as caught:
        additions(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", names_of_lists())
def test_every_list_says_what_it_is_and_where_from(name: str) -> None:
    about = packaged_list("en", name)["about"]
    assert about["what"]
    assert about["origin"]


def test_a_project_adds_to_a_list() -> None:
    lexicon = Lexicon(additions=additions("speech:\n  verbs:\n    say: [opine]\n"))
    words = lexicon.read("speech", Speech)
    assert words.verb_classes["opine"] == "say"
    assert words.verb_classes["deny"] == "deny"
    assert "opine" not in Lexicon().read("speech", Speech).verb_classes


def test_a_project_drops_from_a_list_and_replaces_a_value() -> None:
    text = "furniture:\n  lines: {add: [Zum Anfang], drop: [leave a comment]}\n  opening_words: 3\n"
    lexicon = Lexicon(additions=additions(text))
    words = lexicon.read("furniture", Furniture)
    assert "leave a comment" not in words.lines
    assert words.opening_words == 3
    story = "The council met on Tuesday.\n\nZum Anfang"
    assert [block.kind for block in blocks(story, "", lexicon)] == [SentenceKind.BODY, SentenceKind.FURNITURE]


def test_a_merged_list_is_made_once() -> None:
    lexicon = Lexicon(additions={"speech": {"verbs": {"say": ["opine"]}}})
    assert lexicon.read("speech", Speech) is lexicon.read("speech", Speech)


def test_what_is_indexed_for_one_lexicon_serves_an_equal_one_and_no_other() -> None:
    asked = []
    index = once_a_lexicon(lambda lexicon: asked.append(lexicon) or len(asked))
    own = Lexicon(additions={"speech": {"verbs": {"say": ["opine"]}}})
    assert [index(each) for each in (Lexicon(), own, Lexicon(), replace(own))] == [1, 2, 1, 2]


def test_no_additions() -> None:
    assert additions("") == {}


def test_all_faults_come_at_once_with_their_lines() -> None:
    text = "speach:\n  verbs: {}\nspeech:\n  verb: {say: [opine]}\n  nouns: word\n  verbs:\n    say: opine\n"
    assert faults(text) == [
        "content/lexicon.yml:1: speach is no word list (did you mean speech?)",
        "content/lexicon.yml:4: verb is no key of speech (did you mean verbs?)",
        "content/lexicon.yml:5: speech.nouns must hold keys",
        "content/lexicon.yml:7: speech.verbs.say must be a list, or add: and drop: with a list each",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- speech", 1),
        ("speech: [a]", 1),
        ("speech:\n  verbs: {say: [a]\n", 3),
        ("furniture:\n  opening_words: [1]", 2),
    ],
)
def test_other_layouts_are_refused(text: str, line: int) -> None:
    assert faults(text)[0].startswith(f"content/lexicon.yml:{line}")


def test_no_nesting_breaks_the_reader() -> None:
    assert faults("[" * 100_000)
    assert faults("speech: \x00")


def test_aliases_are_refused() -> None:
    assert "aliases" in faults("speech:\n  verbs:\n    say: &a [x]\n    deny: *a\n")[0]


def test_a_wrong_value_is_named_when_the_list_is_read() -> None:
    lexicon = Lexicon(additions=additions("furniture:\n  opening_words: many\n"))
    with pytest.raises(DatelineError, match=r"content/lexicon\.yml: furniture\.opening_words"):
        lexicon.read("furniture", Furniture)
