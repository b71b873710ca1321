"""Lemmas by WordNet's rules and exceptions, each word in each form and part of speech worked out once."""

from typing import Any

import numpy
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc, Token

_REMEMBERED = 100_000


class Lemmatizer(EnglishLemmatizer):  # type: ignore[misc]
    """spaCy's, which makes an object of every token, with a memory in front of it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._known: dict[tuple[int, ...], str] = {}

    def make_quick(self) -> None:
        """Make sets of the lists of known lemmas (57,000 nouns) through which spaCy looks for every new word."""
        table = self.lookups.get_table("lemma_index", {})
        for key, words in list(table.items()):
            table[key] = frozenset(words)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its lemmas."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
            self.cache.clear()
        forms = map(tuple, doc.to_array([ORTH, POS, MORPH]).tolist())
        lemmas = [self._known.get(form) or self._learnt(form, doc[index]) for index, form in enumerate(forms)]
        add = doc.vocab.strings.add
        return doc.from_array([LEMMA], numpy.array([add(lemma) for lemma in lemmas], dtype="uint64"))

    def _learnt(self, form: tuple[int, ...], token: Token) -> str:
        lemma: str = self.lemmatize(token)[0]
        self._known[form] = lemma
        return lemma


@Language.factory("dateline_lemmas", assigns=["token.lemma"], default_config={"mode": "rule"})  # type: ignore[untyped-decorator]
def lemmatizer(nlp: Language, name: str, mode: str) -> Lemmatizer:
    """Makes the component for a pipeline."""
    return Lemmatizer(nlp.vocab, None, name, mode=mode)
