"""Finds names: capitalised runs of words, cut and typed by the word lists, titles, and the model's own labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator.extract.actors.tokens import Sentence, Tokens
from generator.extract.actors.wordlists import Entry, Lists, Phrases
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_BRIDGES = frozenset({"of", "for", "on", "and", "the", "&", "in", "to", "at", "against"})
_COMPOUND_ENDS = frozenset({"led", "born", "run", "held", "era", "style", "wide", "like", "only", "free", "area", "made", "long", "old", "year", "level", "type", "class", "time", "age", "off", "up", "in", "out", "on", "to", "the", "day", "elect"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_MODEL_TYPES = {"PER": ActorType.PERSON, "ORG": ActorType.ORGANIZATION, "LOC": ActorType.PLACE, "NORP": ActorType.GROUP}
_MAX_PERSON_WORDS = 6
_MAX_BRIDGE = 3
_MAX_SYLLABLE = 6
_MAX_NAME = 14
_MAX_BEFORE_HEAD = 2
_MAX_ENUMERATED = 8


@dataclass(slots=True)
class Name:
    """A name in the text: tokens `start` to `end`, its type where anything tells it, and why."""

    start: int
    end: int
    type: ActorType | None
    ground: str
    entry: Entry | None = None
    country: str = ""
    title_start: int = -1  # first token of a title inside the same run of capitals
    in_title_case: bool = False

    @property
    def kind(self) -> str:
        """The entry's kind, "" for a name that no list has."""
        return self.entry.kind if self.entry else ""


class Finder:
    """Finds the names of one text."""

    def __init__(self, tokens: Tokens, lists: Lists, blocked: bytearray) -> None:
        self.tokens, self.lists, self.blocked = tokens, lists, blocked
        self.listed = self._listed()
        self.capital_pairs: set[tuple[str, str]] = set()  # two words with capitals side by side inside a sentence
        self.always_capital = self._always_capital()
        self.things: set[str] = set()

    def find(self) -> list[Name]:
        """All names in order; two never overlap."""
        found: list[Name] = []
        for sentence in self.tokens.sentences:
            if sentence.title_case and sentence.kind is not SentenceKind.BODY or sentence.capitals:
                found += self._in_title_case(sentence)
            else:
                for start, end in self._runs(sentence):
                    found += self._cut(start, end)
        return found

    def _always_capital(self) -> frozenset[str]:
        """Words with a capital inside sentences and never without: names wherever they stand."""
        capital: set[str] = set()
        lower: set[str] = set()
        for sentence in self.tokens.sentences:
            if not sentence.title_case:
                inside = self.tokens.words[sentence.start + 1 : sentence.end]
                for word, following in zip_longest(inside, inside[1:], fillvalue=" "):
                    (capital if word[0].isupper() else lower).add(word)
                    if word[0].isupper() and following[0].isupper():
                        self.capital_pairs.add((word, following))
        return frozenset(word for word in capital if word.lower() not in lower)

    # --- listed names -------------------------------------------------------------------------------------------------

    def _listed(self) -> dict[int, tuple[int, Entry]]:
        """Token -> end and entry of the longest listed name that begins there."""
        tokens, found = self.tokens, {}
        for sentence in tokens.sentences:
            phrases = self.lists.capital_phrases if sentence.capitals else self.lists.phrases
            index = sentence.start
            while index < sentence.end:
                match = self._match(phrases, index)
                if match:
                    found[index] = match
                index = match[0] if match else index + 1
        return found

    def _match(self, phrases: Phrases, index: int) -> tuple[int, Entry] | None:
        tokens = self.tokens
        start = tokens.starts[index]
        for phrase, entry in phrases.starting_with(tokens.words[index]):
            end = start + len(phrase)
            last = tokens.at_end.get(end, tokens.at_end.get(end + 1) if tokens.text[end : end + 1] == "." else None)
            if last is not None and tokens.text.startswith(phrase, start) and not self.blocked[index]:
                return last + 1, entry
        return None

    # --- runs of capitals ---------------------------------------------------------------------------------------------

    def _runs(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        index = sentence.start
        while index < sentence.end:
            end = self._run_end(index, sentence)
            if end > index:
                yield index, end
            index = max(end, index + 1)

    def _run_end(self, start: int, sentence: Sentence) -> int:
        end = self._step(start, sentence)
        while end > start and end < sentence.end and end - start < _MAX_NAME:
            following = self._step(end, sentence)
            if following == end:
                following = self._bridge(start, end, sentence)
            if following == end:
                return end
            end = following
        return end

    def _step(self, index: int, sentence: Sentence) -> int:
        """The end of the listed name or capitalised word that begins at a token; the token itself if none does."""
        if index >= sentence.end:
            return index
        listed = self.listed.get(index)
        if listed and listed[1].kind != "nonactor":
            return listed[0]
        return index + 1 if self._is_capital(index, sentence) else index

    def _is_capital(self, index: int, sentence: Sentence) -> bool:
        word, tokens = self.tokens.words[index], self.tokens
        if not word[0].isupper() or self._is_model_number(word):
            return False
        if self.blocked[index] and not self._names_though_date(index, sentence):
            return False
        if index + 1 < sentence.end and tokens.words[index + 1] == ":" and word in self.lists.nonactors.words:
            return False
        if tokens.lower[index] in self.lists.nonactors.function_words and not (len(word) > 1 and word.isupper()):
            return False
        if index > sentence.start and tokens.words[index - 1] not in ('"', "“", ":", "‘", "'", "-", "–", "—", "•", "*"):
            return True
        return self._is_name_though_first(index, sentence)

    def _names_though_date(self, index: int, sentence: Sentence) -> bool:
        """ "Bali Weekly", "Noel Christmas": what reads as a time after another capital."""
        after_capital = index > sentence.start and self.tokens.words[index - 1][0].isupper() and not self.blocked[index - 1]
        word = self.tokens.words[index]
        return after_capital and (word in self.lists.head_types or self.lists.is_given(self.tokens.words[index - 1]))

    @staticmethod
    def _is_model_number(word: str) -> bool:
        """ "A380", "IE6", "F-16": a make, not a maker."""
        return word[-1].isdigit() and word[0].isalpha()

    def _is_name_though_first(self, index: int, sentence: Sentence) -> bool:
        """A sentence's first word has a capital anyway: it needs the tag, a list, or a capital after it."""
        tokens = self.tokens
        if tokens.tags[index].startswith("NNP") or tokens.pos[index] == "PROPN" or tokens.names[index]:
            return True
        word = tokens.words[index]
        if self.lists.is_given(word) or word in self.lists.adjectives or tokens.lower[index] in self.lists.title_heads:
            return True
        follows = index + 1 < sentence.end and tokens.words[index + 1][:1].isupper()
        if tokens.lower[index] in self.lists.nonactors.openers:
            return follows and (word, tokens.words[index + 1]) in self.capital_pairs
        if word in self.always_capital or (word in self.lists.nonactors.words and follows):
            return True
        return follows and (not tokens.tags[index] or word in self.lists.head_types)

    def _bridge(self, start: int, end: int, sentence: Sentence) -> int:
        """The end of the run if it goes on over a small word at `end`, else `end`."""
        if self._second_syllable(start, end, sentence):
            return end + 2
        for reach in range(1, _MAX_BRIDGE + 1):
            if end + reach >= sentence.end:
                return end
            beyond = self._step(end + reach, sentence)
            if beyond > end + reach:
                return beyond if self._may_bridge(start, end, end + reach) else end
        return end

    def _second_syllable(self, start: int, end: int, sentence: Sentence) -> bool:
        """ "Ban Ki-moon", not "Kremlin-backed": a short lower-case part of a name after a hyphen."""
        tokens, beyond = self.tokens, end + 1
        if beyond >= sentence.end or tokens.words[end] != "-" or not (tokens.touches(end) and tokens.touches(beyond)):
            return False
        part = tokens.words[beyond]
        if part in self.lists.offices or part in self.lists.group_types or part in _COMPOUND_ENDS or part.endswith("ed"):
            return False
        if not part.isalpha() or not part.islower() or len(part) > _MAX_SYLLABLE:
            return False
        return tokens.tags[beyond].startswith("NNP") or bool(tokens.names[beyond]) or end - start > 1

    def _may_bridge(self, start: int, end: int, stop: int) -> bool:
        tokens = self.tokens
        gap = tokens.lower[end:stop]
        if all(word in self.lists.given.particles or word == "-" for word in gap):
            return self._hyphenated(end, stop) if "-" in gap else gap != ["y"] or tokens.names[end] == "PER"
        if gap == ["'s"] or gap == ["'"]:
            return tokens.lower[end - 1] in self.lists.organizations.possessed
        if gap == [","]:
            return tokens.words[stop] in self.lists.organizations.company_suffixes or self._enumerates(start, end, stop)
        if not set(gap) <= _BRIDGES:
            return False
        if tokens.names[end] in ("ORG", "LOC") and not tokens.name_starts[end] and not tokens.name_starts[stop]:
            return True
        return self._runs_on(start, end, gap)

    def _enumerates(self, start: int, end: int, stop: int) -> bool:
        """A comma inside "Ministry of Housing, Communities and Local Government": capitals, commas, then "and" and a capital."""
        words = self.tokens.words
        if words[start] not in self.lists.organizations.run_on or "of" not in words[start:end]:
            return False
        for index in range(stop, min(stop + _MAX_ENUMERATED, len(words) - 1)):
            if words[index] in ("and", "&"):
                return words[index + 1][0].isupper()
            if words[index] != "," and not words[index][0].isupper():
                return False
        return False

    def _hyphenated(self, end: int, stop: int) -> bool:
        return all(self.tokens.touches(k) or self.tokens.lower[k] in self.lists.given.particles for k in range(end, stop + 1))

    def _runs_on(self, start: int, end: int, gap: list[str]) -> bool:
        """Whether the words so far want a complement: "Ministry of Health", "Council on Foreign Relations"."""
        run_on = self.lists.organizations.run_on
        words = self.tokens.words[start:end]
        if gap[0] in ("of", "for", "on", "against"):
            names_before = [w for w in words[:-1] if w not in self.lists.adjectives and w not in self.lists.nonactors.words]
            return words[-1] in run_on and len(names_before) <= _MAX_BEFORE_HEAD
        if gap == ["and"]:
            inside = any(w in run_on for w in words[:-1]) and any(w in ("of", "for", "on") for w in words)
            return inside and ("," in words or not self._body_follows(end + 1))
        if gap == ["&"]:
            return True
        return gap[0] in ("at", "in", "to") and len(gap) == 1 and words[0] == "University"

    def _body_follows(self, index: int) -> bool:
        """Whether the capitals from here on are a body's whole name: "… and Kent State University"."""
        tokens = self.tokens
        while index < len(tokens.words) and tokens.words[index][0].isupper():
            if tokens.words[index] in self.lists.head_types:
                return True
            index += 1
        return False

    # --- cutting a run ------------------------------------------------------------------------------------------------

    def _cut(self, start: int, end: int) -> Iterator[Name]:
        """The names in one run of capitals: listed names, titles and persons split off, the rest typed as one."""
        if end - start > _MAX_NAME * 2:
            return
        listed = self.listed.get(start)
        if self._is_part(start, listed[0] if listed else start + 1):
            start = listed[0] if listed else start + 1
            listed = self.listed.get(start)
        if start >= end or self._is_thing(start, end):
            return
        if listed and listed[0] >= end:
            yield from self._from_entry(start, listed[0], listed[1])
        else:
            yield from self._composed(start, end, listed)

    def _is_thing(self, start: int, end: int) -> bool:
        """ "the cruise ship Aurora", "the film 'Rio'": the noun before says that it is no actor; nor is it elsewhere."""
        phrase = self.tokens.phrase(start, end)
        if phrase in self.things:
            return True
        before = start - 1 - (start > 1 and self.tokens.words[start - 1] in ('"', "“", "‘", "'", "`", ","))
        thing = before >= 0 and self.tokens.lower[before] in self.lists.nonactors.things
        if thing and start not in self.listed and self.tokens.sentence_of[before] == self.tokens.sentence_of[start]:
            self.things.add(phrase)
            return True
        return False

    def _composed(self, start: int, end: int, listed: tuple[int, Entry] | None) -> Iterator[Name]:
        title_end = self._title_end(start, end)
        if title_end == end:
            return
        if title_end > start:
            yield from self._titled(start, title_end, end)
        elif listed and listed[1].kind in ("country", "place") and self._follows_office(start) and self._like_person(listed[0], end):
            yield from self._from_entry(start, *listed)
            yield Name(listed[0], end, ActorType.PERSON, "after the place of an office")
        elif listed and self._stands_apart(listed, end):
            yield from self._from_entry(start, *listed)
            yield from self._cut(listed[0], end)
        elif (split := self._body_before_person(start, end)):
            yield from self._cut(start, split)
            yield Name(split, end, ActorType.PERSON, "after the body of an office")
        else:
            yield from self._whole(start, end, listed)

    def _stands_apart(self, listed: tuple[int, Entry], end: int) -> bool:
        """Whether a listed name only qualifies what follows: a title, or a person ("UN Secretary General", "Afghan Ali")."""
        split, entry = listed
        if entry.kind == "nonactor" and entry.name in self.lists.nonactors.ends:
            return False
        if self._title_end(split, end) > split:
            return True
        beyond = self.listed.get(split)
        if entry.kind == "country" and beyond and beyond[0] == end and beyond[1].kind == "organization":
            return True
        if entry.kind in ("adjective", "nonactor", "country", "place", "capital", "people"):
            return self._is_person(split, end) and not self._is_person(split - 1, end)
        person = self.tokens.name_starts[split] and self.tokens.names[split] == "PER"
        return person or (entry.kind == "organization" and self.lists.is_given(self.tokens.words[split]) and self._like_person(split, end))

    def _body_before_person(self, start: int, end: int) -> int:
        """Where the person begins in "[head of the] Transport Council Ann Lee", 0 if there is none."""
        tokens = self.tokens
        for split in range(max(start + 1, end - 3), end - 1):
            labelled = tokens.name_starts[split] and tokens.names[split] == "PER"
            last = tokens.words[split - 1]
            body = last in self.lists.head_types or last in self.lists.organizations.tails or tokens.names[split - 1] == "ORG"
            if body and (labelled or self._follows_office(start)) and self._like_person(split, end):
                return split
        return 0

    def _follows_office(self, index: int) -> bool:
        """Whether "ambassador to the" or "head of the" stands a few words before."""
        return any(word in self.lists.offices for word in self.tokens.lower[max(0, index - 6) : index])

    def _like_person(self, start: int, end: int) -> bool:
        """Two to four plain words, none of which heads a body's or a place's name."""
        words, lists = self.tokens.words[start:end], self.lists
        return 2 <= end - start <= 4 and all(w[0].isupper() and w.isalpha() for w in words) and not any(
            w in lists.head_types or w in lists.places.heads or w in lists.nonactors.ends or w in lists.organizations.company_suffixes
            for w in words
        )

    def _title_end(self, start: int, end: int) -> int:
        """The end of the title words that open a run: "Deputy Foreign Minister" of "Deputy Foreign Minister Ann Lee"."""
        lower, index, complete = self.tokens.lower, start, start
        while index < end:
            step = next(
                (n for n in (4, 3, 2, 1) if index + n <= end and " ".join(lower[index : index + n]) in self.lists.title_words), 0
            )
            if not step:
                break
            words = " ".join(lower[index : index + step])
            index += step
            if words in self.lists.capital_titles or (words in self.lists.title_heads and self._opens_person(index, end)):
                complete = index
        if complete < end and self._names_body(complete, end):
            return start
        return complete

    def _opens_person(self, index: int, end: int) -> bool:
        """Whether a given name or the model's person begins here."""
        tokens = self.tokens
        return index < end and (self.lists.is_given(tokens.words[index]) or (tokens.names[index] == "PER" and tokens.name_starts[index]))

    def _names_body(self, start: int, end: int) -> bool:
        """Whether what is left after title words is no person ("General Motors", "Justice Department")."""
        words = self.tokens.words
        if words[end - 1] in self.lists.head_types or words[end - 1] in self.lists.organizations.company_suffixes:
            return not (end - start > 1 and self.lists.is_given(words[start]))
        if words[start] in self.lists.head_types or words[end - 1] in self.lists.places.heads:
            return not self.lists.is_given(words[start])
        return any(word in ("of", "for", "and", "&") for word in words[start:end])

    def _titled(self, start: int, title_end: int, end: int) -> Iterator[Name]:
        stop = self._person_end(title_end, end)
        yield Name(title_end, stop, ActorType.PERSON, f"title {self.tokens.phrase(start, title_end)}", title_start=start)
        if stop < end:
            yield from self._cut(stop, end)

    def _person_end(self, start: int, end: int) -> int:
        """Where a person's name ends inside a run: at its model label's end, at a listed body, or after six words."""
        for index in range(start + 1, min(end, start + _MAX_PERSON_WORDS)):
            if self.tokens.words[index] in (",", "and", "&", "of", "for", "the"):
                return index
        return min(end, start + _MAX_PERSON_WORDS)

    def _is_person(self, start: int, end: int) -> bool:
        tokens, lists = self.tokens, self.lists
        if not 1 <= end - start <= _MAX_PERSON_WORDS:
            return False
        words = tokens.words[start:end]
        if words[-1] in lists.organizations.company_suffixes or any(w in ("of", "for", "and", "&") for w in words):
            return False
        labels = {label for label in tokens.names[start:end] if label}
        if end - start > 2 and (words[-1] in lists.head_types or words[-1] in lists.places.heads):
            return labels == {"PER"} and lists.is_given(words[0])
        if end - start > 1 and lists.is_given(words[0]):
            return words[-1] not in lists.head_types and words[-1] not in lists.nonactors.ends or labels == {"PER"}
        return labels == {"PER"} and tokens.name_starts[start]

    def _whole(self, start: int, end: int, listed: tuple[int, Entry] | None) -> Iterator[Name]:
        """One name, typed by its last or first word, else by the model."""
        start, end = self._trimmed(start, end)
        if start >= end or self._is_no_actor(start, end):
            if listed and listed[1].kind == "organization" and end - listed[0] > 0:
                yield from self._from_entry(start, *listed)
            return
        if self._is_person(start, end):
            yield Name(start, end, ActorType.PERSON, self._person_ground(start))
            return
        kind, ground = self._by_words(start, end)
        if kind is None or kind is ActorType.ORGANIZATION:
            beside = self._by_noun_beside(start, end)
            kind, ground = (beside, "noun beside it") if beside else (kind, ground)
        if kind is None:
            yield from self._by_model(start, end, listed)
            return
        country = listed[1].country if listed and listed[1].kind in ("adjective", "country", "capital") else ""
        yield Name(start, end, kind, ground, country=country)

    def _person_ground(self, start: int) -> str:
        word = self.tokens.words[start]
        return f"given name {word}" if self.lists.is_given(word) else "language model"

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without words that are no part of a name at its start: "Monday", "Meanwhile", "Former"."""
        words, lower = self.tokens.words, self.tokens.lower
        while start < end and (words[start] in _DAYS or (end - start > 1 and lower[start] in ("former", "ex", "late", "then"))):
            start += 1
        while end > start and not words[end - 1][0].isupper() and (words[end - 1] in _BRIDGES or not words[end - 1][0].isalnum()):
            end -= 1
        return start, end

    def _is_no_actor(self, start: int, end: int) -> bool:
        tokens, nonactors = self.tokens, self.lists.nonactors
        if tokens.phrase(start, end) in nonactors.words:
            return True
        if end - start == 1:
            return tokens.words[start] in nonactors.words or tokens.words[start] in self.lists.adjectives
        if tokens.words[start] in nonactors.starts and tokens.words[end - 1] not in self.lists.head_types:
            return True
        last = tokens.words[end - 1]
        return last in nonactors.ends and last not in self.lists.head_types and tokens.names[end - 1] != "PER"

    def _by_words(self, start: int, end: int) -> tuple[ActorType | None, str]:
        words, lists = self.tokens.words, self.lists
        last, first = words[end - 1], words[start]
        if last in lists.organizations.company_suffixes and end - start > 1 and last not in ("Group", "SA", "SE", "AB", "AG"):
            return ActorType.COMPANY, f"suffix {last}"
        two = " ".join(words[end - 2 : end]) if end - start > 2 else last
        for head in (two, last):
            if head in lists.head_types and (end - start > 1 or head in lists.organizations.run_on):
                return lists.head_types[head], f"head noun {head}"
        if end - start > 1 and first in lists.lead_types:
            return lists.lead_types[first], f"first word {first}"
        if any(word in ("of", "for", "on") for word in words[start:end]) or first in lists.organizations.run_on:
            head = next((w for w in words[start:end] if w in lists.head_types), "")
            if head:
                return lists.head_types[head], f"head noun {head}"
        if end - start > 1 and (last in lists.places.heads or first in ("Lake", "Mount", "Cape", "Port", "Fort", "Camp")):
            return ActorType.PLACE, f"head noun {last}"
        return None, ""

    def _by_noun_beside(self, start: int, end: int) -> ActorType | None:
        """The kind that a common noun right before or after gives: "the airline Zefir", "DZKB radio", "rebel group Volna"."""
        tokens, kinds = self.tokens, self.lists.noun_types
        if tokens.names[start] == "PER" and not tokens.words[start].isupper():
            return None
        if end < len(tokens.words) and tokens.lower[end] in kinds and tokens.words[end].islower() and not self._is_person(start, end):
            return kinds[tokens.lower[end]] if tokens.lower[end] in self.lists.groups.nouns_after else None
        before = start - 1 - (start > 1 and tokens.words[start - 1] in ('"', "“", "‘", "'"))
        if before < 0 or tokens.sentence_of[before] != tokens.sentence_of[start] or not tokens.words[before].islower():
            return None
        two = f"{tokens.lower[before - 1]} {tokens.lower[before]}" if before else ""
        return kinds.get(two) or kinds.get(tokens.lower[before])

    def _by_model(self, start: int, end: int, listed: tuple[int, Entry] | None) -> Iterator[Name]:
        labelled = list(self._labelled(start, end))
        if len(labelled) == 1 or (labelled and self._covers(labelled, start, end)):
            for first, last, label in labelled:
                whole = len(labelled) == 1
                yield from self._model_name(start if whole else first, end if whole else last, label, listed)
        elif labelled:
            for first, last, label in labelled:
                yield from self._model_name(first, last, label, self.listed.get(first))
        elif listed and listed[1].kind not in ("nonactor", "adjective") and listed[1].type:
            yield from self._from_entry(start, *listed)
            if listed[1].kind != "organization":  # what follows a firm's name is its product or a branch
                yield from self._cut(listed[0], end)
        else:
            yield Name(start, end, None, "capitals")

    def _model_name(self, start: int, end: int, label: str, listed: tuple[int, Entry] | None) -> Iterator[Name]:
        if label == "MISC" or (end - start == 1 and self.tokens.words[start] in self.lists.adjectives):
            return
        if listed and listed[0] == end and listed[1].kind not in ("nonactor", "adjective"):
            yield from self._from_entry(start, *listed)
            return
        yield Name(start, end, _MODEL_TYPES[label], "language model")

    def _labelled(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The model's names inside a run, cut to it."""
        tokens, index = self.tokens, start
        while index < end:
            label, first = tokens.names[index], index
            index += 1
            while index < end and label and tokens.names[index] == label and not tokens.name_starts[index]:
                index += 1
            if label:
                yield first, index, label

    @staticmethod
    def _covers(labelled: list[tuple[int, int, str]], start: int, end: int) -> bool:
        return labelled[0][0] == start and labelled[-1][1] == end

    # --- listed names as names ----------------------------------------------------------------------------------------

    def _from_entry(self, start: int, end: int, entry: Entry) -> Iterator[Name]:
        if entry.kind in ("nonactor", "adjective") or self._is_part(start, end):
            return
        if entry.kind == "organization" and not self._is_listed_body(start, end, entry):
            yield from self._whole(start, end, None) if end - start > 1 else ()
            return
        label = self.tokens.names[start]
        if entry.kind in ("place", "capital", "country") and label == "PER" and self._is_person_like(start, end):
            yield Name(start, end, ActorType.PERSON, "language model")
            return
        yield Name(start, end, entry.type, f"lexicon: {entry.name}", entry=entry, country=entry.country)

    def _is_part(self, start: int, end: int) -> bool:
        """ "US$", "pro-Beijing": part of another word."""
        tokens = self.tokens
        if end < len(tokens.words) and tokens.words[end] == "$":
            return True
        prefix = start > 1 and tokens.words[start - 1] == "-" and tokens.touches(start)
        return prefix and tokens.lower[start - 2] in ("pro", "anti", "non", "post", "pre", "trans", "mid")

    def _is_person_like(self, start: int, end: int) -> bool:
        return end - start == 1 and self.lists.is_given(self.tokens.words[start])

    def _is_listed_body(self, start: int, end: int, entry: Entry) -> bool:
        """A one-word listed body that is a common word too ("House", "Times") needs the model or an article before it."""
        word = self.tokens.words[start]
        if end - start > 1 or word.isupper() or entry.name != word or word not in self.lists.head_types:
            return True
        return start > 0 and self.tokens.lower[start - 1] == "the"

    # --- headlines in title case --------------------------------------------------------------------------------------

    def _in_title_case(self, sentence: Sentence) -> Iterator[Name]:
        """Only listed names and the model's persons; the body's own names are looked up later."""
        index = sentence.start
        while index < sentence.end:
            listed = self.listed.get(index)
            if listed:
                for name in self._from_entry(index, *listed):
                    name.in_title_case = True
                    yield name
                index = listed[0]
            else:
                index += 1
