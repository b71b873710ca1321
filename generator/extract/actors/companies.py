"""Tells what an unknown name is from what stands beside it: "Norvolta, the power utility", "a stake in Norvolta".

A company's bare name looks like a surname or a town: what it owns, what others hold of it and what it does tell it.
"""

from generator.extract.actors.drafts import head_token
from generator.extract.actors.names import Name
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_SUBJECT = frozenset({"nsubj", "nsubj:outer"})
_OBJECT = frozenset({"obj", "obl"})
_FURTHER = frozenset({"conj", "xcomp", "ccomp", "parataxis"})
_OWN = frozenset({"'s", "'"})
_HE_OR_SHE = frozenset({"he", "she", "his", "her"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_REACH = 4  # words between a name and the noun that it owns
_LONGEST_APPOSITION = 6
_NO_BODY = frozenset({ActorType.GROUP, ActorType.COUNTRY, ActorType.PERSON})

Told = tuple[ActorType, str]


class Companies:
    """Looks for the signs of a company around the names of one text."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists, self.words = tokens, lists, lists.companies

    def told(self, name: Name) -> Told | None:
        """What the words beside this mention make of the name, and which they are; None where they tell nothing."""
        for sign in (self._owned(name), self._before_noun(name), self._held(name.start)):
            if sign:
                return ActorType.COMPANY, sign
        deed = self._deed(name) if self.tokens.parsed else ""
        return (ActorType.COMPANY, deed) if deed else None

    def set_off(self, end: int) -> Told | None:
        """ ", the power utility," or ", a Danish maker of pumps," behind a name."""
        tokens = self.tokens
        if tokens.lower[end : end + 1] != [","] or tokens.lower[end + 1 : end + 2] not in (["the"], ["a"], ["an"]):
            return None
        last = end + 1
        for index in range(end + 2, min(end + 2 + _LONGEST_APPOSITION, len(tokens.words))):
            if tokens.pos[index] not in _NOMINAL and tokens.words[index] != "-":
                break
            last = index
        two = f"{tokens.lower[last - 1]} {tokens.lower[last]}"
        noun = two if two in self.lists.noun_types else tokens.lower[last]
        kind = self.lists.noun_types.get(noun)
        return (kind, f"the {noun} behind it") if kind and kind not in _NO_BODY else None

    def _owned(self, name: Name) -> str:
        """ "Norvolta's quarterly profit"."""
        tokens, end = self.tokens, name.end
        if end >= len(tokens.words) or tokens.lower[end] not in _OWN:
            return ""
        for index in range(end + 1, min(end + 1 + _REACH, len(tokens.words))):
            if tokens.pos[index] not in _NOMINAL:
                return ""
            two = " ".join(tokens.lower[index : index + 2])
            noun = two if two in self.words.possessed else tokens.lower[index]
            if noun in self.words.possessed:
                return f"its {noun}"
        return ""

    def _before_noun(self, name: Name) -> str:
        """ "Norvolta shares"."""
        tokens, end = self.tokens, name.end
        if end >= len(tokens.words) or tokens.pos[end] != "NOUN" or tokens.lower[end] not in self.words.compounds:
            return ""
        inside = not tokens.parsed or tokens.heads[end - 1] == end
        return f"before {tokens.lower[end]}" if inside else ""

    def _held(self, start: int) -> str:
        """ "shares of Norvolta", "a takeover bid for Norvolta"."""
        lower = self.tokens.lower
        nouns = self.words.held.get(lower[start - 1]) if start > 1 else None
        for phrase in (lower[start - 2], " ".join(lower[start - 3 : start - 1])) if nouns else ():
            if nouns and phrase in nouns:
                return f"{phrase} {lower[start - 1]}"
        return ""

    def is_he_or_she(self, name: Name) -> bool:
        """Whether it is a subject, and the next sentence begins with "he" or "she"."""
        tokens = self.tokens
        after = tokens.sentence_of[name.end - 1] + 1
        if after >= len(tokens.sentences) or tokens.lower[tokens.sentences[after].start] not in _HE_OR_SHE:
            return False
        return tokens.deps[head_token(tokens, name.start, name.end)] in _SUBJECT

    # --- deeds --------------------------------------------------------------------------------------------------------

    def _deed(self, name: Name) -> str:
        """ "Norvolta posted a loss", "Norvolta plans to cut 400 jobs", "Norvolta said it would recall the cars"."""
        tokens = self.tokens
        head = head_token(tokens, name.start, name.end)
        if tokens.deps[head] not in _SUBJECT:
            return ""
        verb = tokens.heads[head]
        further = [k for k in tokens.children[verb] if tokens.deps[k] in _FURTHER and self._same_subject(k)]
        return next((sign for each in (verb, *further) if (sign := self._company_verb(each))), "")

    def _same_subject(self, verb: int) -> bool:
        """Whether a clause has no subject of its own but "it"."""
        tokens = self.tokens
        return all(tokens.lower[k] == "it" for k in tokens.children[verb] if tokens.deps[k].startswith("nsubj"))

    def _company_verb(self, verb: int) -> str:
        tokens, lemma = self.tokens, self.tokens.lemmas[verb]
        objects = self.words.deeds.get(lemma)
        if objects is None:
            return ""
        below = [k for k in tokens.children[verb] if tokens.deps[k] in _OBJECT]
        if not any(tokens.deps[k] == "obj" for k in below) and "" in objects:
            return lemma
        for k in below:
            if tokens.lower[k] in objects or tokens.lemmas[k] in objects:
                return f"{lemma} {tokens.lower[k]}"
            if lemma in self.words.acquiring and tokens.deps[k] == "obj" and tokens.pos[k] == "PROPN":
                return f"{lemma} {tokens.words[k]}"
        return ""
