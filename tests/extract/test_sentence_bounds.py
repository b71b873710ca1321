"""Where sentences begin, whatever the parser would say: stops that belong to a shortened word end none."""

from functools import lru_cache

import pytest

from generator.extract import Reader


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "He lives at No. 2 Mill Lane.|Case No. 14 was closed.",
        "A fire at Reactor No. 2 was put out on Monday.|Nos. 3 and 4 were shut.",
        "Under Art. 5 of the law, he may appeal.|Sec. 3 says so.",
        "The case Brown vs. Board was read.|He cited Smith v. Jones on Monday.",
        "Gen. Sir Peter Wall spoke to Lt. Gen. Ali Khan.",
        "J. K. Rowling spoke.|George W. Bush left.|Prof. A. Lind won.",
        "He said no.|Five people left.",
        "The team is first in Europe.|No.|No one won.",
        "It struck at 10:13 a.m. Tuesday and at 7 p.m. Eastern time.|Police came at 9 a.m.|They left.",
        "He left AT&T.|Shares fell.|The S&P.|It rose.",
        "She works for the U.S.|The company said so.|He backs the U.K.|In Moscow, officials met.",
        "Talks with the U.S. government failed.|The U.S. Under Secretary came.|He joined Acme Corp.|It grew.",
    ],
)
def test_sentences(text: str) -> None:
    document = reader().read(text.replace("|", " "))
    assert [sentence.span.of(document.text) for sentence in document.sentences] == text.split("|")
