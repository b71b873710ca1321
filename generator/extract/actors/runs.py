"""Finds runs of capitals: words that may make up one name, with the small words inside it ("Ministry of Health")."""

from collections.abc import Iterator
from itertools import zip_longest

from generator.extract.actors.ahead import Ahead
from generator.extract.actors.tokens import Sentence, Tokens
from generator.extract.actors.wordlists import Entry, Lists, Phrases

_BRIDGES = frozenset({"of", "for", "on", "and", "the", "&", "in", "to", "at", "against"})
_HEAD_LINKS = frozenset({"of", "for", "on", "against"})
_OPENING = frozenset({'"', "“", ":", "‘", "'", "-", "–", "—", "•", "*"})
_APOSTROPHES = (["'s"], ["'"])
_NICKNAME_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'"})
_MAX_NICKNAME = 5
_MAX_BRIDGE = 3
_MAX_SYLLABLE = 6
_MAX_BEFORE_HEAD = 2
_MAX_ENUMERATED = 8
_SHORTEST_SHOUT = 3
_WHOLE_WORD = 4  # letters of a small word that may have its capital from a name only
MAX_NAME = 14

Listed = tuple[int, Entry]  # the end of a listed name, and what it stands for


class Runs:
    """The runs of one text. `listed` holds, by first token, the end and entry of the longest listed name."""

    def __init__(self, tokens: Tokens, lists: Lists, blocked: bytearray) -> None:
        self.tokens, self.lists, self.blocked = tokens, lists, blocked
        self._ahead = Ahead(tokens, lists)
        self.listed: dict[int, Listed] = {}
        self.capital_pairs: set[tuple[str, str]] = set()  # two words with capitals side by side inside a sentence
        self._always_capital = self._usage()
        self._find_listed()

    def _usage(self) -> frozenset[str]:
        """Words with a capital inside sentences and never without: names wherever they stand."""
        capital: set[str] = set()
        lower: set[str] = set()
        for sentence in self.tokens.sentences:
            inside = [] if sentence.title_case else self.tokens.words[sentence.start + 1 : sentence.end]
            for word, following in zip_longest(inside, inside[1:], fillvalue=" "):
                (capital if word[0].isupper() else lower).add(word)
                if word[0].isupper() and following[0].isupper():
                    self.capital_pairs.add((word, following))
        return frozenset(word for word in capital if word.lower() not in lower)

    # --- listed names -------------------------------------------------------------------------------------------------

    def _find_listed(self) -> None:
        for sentence in self.tokens.sentences:
            phrases = self.lists.capital_phrases if sentence.capitals else self.lists.phrases
            index = sentence.start
            while index < sentence.end:
                match = self._match(phrases, index) or self._match_shouted(index)
                if match:
                    self.listed[index] = match
                index = match[0] if match else index + 1

    def _match_shouted(self, index: int) -> Listed | None:
        """A place in capitals ("TEHRAN (AFP) -")."""
        word = self.tokens.words[index]
        if len(word) <= _SHORTEST_SHOUT or not word.isupper():
            return None
        match = self._match(self.lists.capital_phrases, index)
        return match if match and match[1].kind in ("capital", "place", "country") else None

    def _match(self, phrases: Phrases, index: int) -> Listed | None:
        tokens = self.tokens
        start, word = tokens.starts[index], tokens.words[index]
        for phrase, entry in phrases.starting_with(word) or phrases.starting_with(word.rstrip(".")):
            end = start + len(phrase)
            last = tokens.at_end.get(end, tokens.at_end.get(end + 1) if tokens.text[end : end + 1] == "." else None)
            if last is not None and tokens.text.startswith(phrase, start) and not self.blocked[index]:
                return last + 1, entry
        return None

    # --- runs ---------------------------------------------------------------------------------------------------------

    def within(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """First and end token of each run in a sentence."""
        index = sentence.start
        while index < sentence.end:
            end = self._end(index, sentence)
            if end > index:
                yield index, end
            index = max(end, index + 1)

    def _end(self, start: int, sentence: Sentence) -> int:
        end = self._step(start, sentence)
        while end > start and end < sentence.end and end - start < MAX_NAME:
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
        if not word[0].isupper() or (word[-1].isdigit() and word[0].isalpha()):  # "A380": a make, not a maker
            return False
        if self.blocked[index] and not self._names_though_date(index, sentence):
            return False
        if index + 1 < sentence.end and tokens.words[index + 1] == ":" and word in self.lists.nonactors.words:
            return False
        if tokens.lower[index] in self.lists.nonactors.function_words and not (len(word) > 1 and word.isupper()):
            return self._capital_between(index, sentence) or self._behind_article(index, sentence)
        if index > sentence.start and tokens.words[index - 1] not in _OPENING:
            return True
        return self._is_name_though_first(index, sentence)

    def _behind_article(self, index: int, sentence: Sentence) -> bool:
        """ "the All India Federation", "the Three Gorges": behind "the" a small word has no capital of its own."""
        words, lower = self.tokens.words, self.tokens.lower
        follows = index + 1 < sentence.end and words[index + 1][0].isupper()
        return follows and index > sentence.start and lower[index - 1] == "the" and lower[index] not in ("the", "a")

    def _capital_between(self, index: int, sentence: Sentence) -> bool:
        """ "Aid Without Borders", "National Anti-Corruption Board": inside a sentence, between words with capitals."""
        words = self.tokens.words
        if not sentence.start + 1 < index < sentence.end - 1 or len(words[index]) < _WHOLE_WORD:
            return False
        following = words[index + 2] if words[index + 1] == "-" and index + 2 < sentence.end else words[index + 1]
        return words[index - 1][0].isupper() and following[0].isupper()

    def _names_though_date(self, index: int, sentence: Sentence) -> bool:
        """ "Bali Weekly", "Noel Christmas": what reads as a time after another capital."""
        words = self.tokens.words
        if index == sentence.start or not words[index - 1][0].isupper() or self.blocked[index - 1]:
            return False
        return words[index] in self.lists.head_types or self.lists.is_given(words[index - 1])

    def _is_name_though_first(self, index: int, sentence: Sentence) -> bool:
        """A sentence's first word has a capital anyway: it needs the tag, a list, or a capital after it."""
        tokens, word = self.tokens, self.tokens.words[index]
        if self._is_opening_group(index, word):
            return False
        if tokens.tags[index].startswith("NNP") or tokens.pos[index] == "PROPN":
            return True
        follows = index + 1 < sentence.end and tokens.words[index + 1][:1].isupper()
        if tokens.names[index] and (follows or word in self._always_capital or not tokens.tags[index]):
            return True
        if self.lists.is_given(word) or word in self.lists.adjectives or tokens.lower[index] in self.lists.title_heads:
            return True
        return self._opens_name(index, word, follows)

    def _is_opening_group(self, index: int, word: str) -> bool:
        """ "Farmers blocked the road", "Separatist rebels fled": it opens a sentence, and nothing of a name follows."""
        alone = index + 1 < len(self.tokens.words) and not self.tokens.words[index + 1][0].isupper()
        lower = self.tokens.lower
        plural = word.endswith("s") and lower[index] in self.lists.group_types
        kind = lower[index] in self.lists.groups.classifying and word not in self.lists.nonactors.words
        named = plural or (alone and kind and lower[index + 1] in self.lists.group_types)
        return alone and named and word not in self._always_capital

    def _opens_name(self, index: int, word: str, follows: bool) -> bool:
        tokens = self.tokens
        if tokens.lower[index] in self.lists.nonactors.openers:
            return follows and (word, tokens.words[index + 1]) in self.capital_pairs
        if word in self._always_capital or (word in self.lists.nonactors.words and follows):
            return True
        return follows and (not tokens.tags[index] or word in self.lists.head_types or self._ahead.opens_firm(index))

    # --- small words inside a name ------------------------------------------------------------------------------------

    def _bridge(self, start: int, end: int, sentence: Sentence) -> int:
        """The end of the run if it goes on over a small word at `end`, else `end`."""
        if self._second_syllable(start, end, sentence):
            return end + 2
        if (beyond := self._nickname(start, end, sentence)) > end:
            return beyond
        for reach in range(1, _MAX_BRIDGE + 1):
            if end + reach >= sentence.end:
                return end
            beyond = self._step(end + reach, sentence)
            if beyond > end + reach:
                return beyond if self._may_bridge(start, end, end + reach) else end
        return end

    def _nickname(self, start: int, end: int, sentence: Sentence) -> int:
        """'Nelson "El Gato" Barrios': the token after the surname, `end` where no nickname in quotes stands."""
        words, tokens = self.tokens.words, self.tokens
        person = self.lists.is_given(words[start]) or tokens.names[end - 1] == "PER"
        if words[end] not in _NICKNAME_MARKS or not person:
            return end
        for stop in range(end + 2, min(end + _MAX_NICKNAME, sentence.end - 1)):
            if words[stop] in _NICKNAME_MARKS and words[stop + 1][0].isupper():
                return stop + 2 if all(word[0].isupper() for word in words[end + 1 : stop]) else end
        return end

    def _second_syllable(self, start: int, end: int, sentence: Sentence) -> bool:
        """ "Kim Tae-young", not "Paris-backed": a short lower-case part of a name after a hyphen."""
        tokens, beyond = self.tokens, end + 1
        if beyond >= sentence.end or tokens.words[end] != "-" or not (tokens.touches(end) and tokens.touches(beyond)):
            return False
        part = tokens.words[beyond]
        if not part.isalpha() or not part.islower() or len(part) > _MAX_SYLLABLE or part.endswith("ed"):
            return False
        if part in self.lists.offices or part in self.lists.group_types or part in self.lists.nonactors.compound_ends:
            return False
        return tokens.tags[beyond].startswith("NNP") or bool(tokens.names[beyond]) or end - start > 1

    def _may_bridge(self, start: int, end: int, stop: int) -> bool:
        tokens, organizations = self.tokens, self.lists.organizations
        gap = tokens.lower[end:stop]
        if all(word in self.lists.given.particles or word == "-" for word in gap):
            return self._hyphenated(end, stop) if "-" in gap else gap != ["y"] or tokens.names[end] == "PER"
        if gap in _APOSTROPHES:
            return tokens.lower[end - 1] in organizations.possessed or self._of_many(start, end, gap)
        if gap == [","]:
            return tokens.words[stop] in organizations.company_suffixes or self._enumerates(start, end, stop)
        if not set(gap) <= _BRIDGES or (gap == ["of"] and self._seated(start, end)):
            return False
        if tokens.names[end] in ("ORG", "LOC") and not tokens.name_starts[end] and not tokens.name_starts[stop]:
            return True
        return self._runs_on(start, end, gap)

    def _of_many(self, start: int, end: int, gap: list[str]) -> bool:
        """ "Railwaymen's Union", "Patients' Association": a plural that owns the head of a body's name."""
        word, listed = self.tokens.words[end - 1], end - 1 in self.listed
        plural = word.endswith("s") if gap == ["'"] else word.endswith(("men", "women", "people", "children"))
        known = listed and self.listed[end - 1][1].kind != "people"
        return plural and not known and self.tokens.names[end - 1] != "PER" and self._ahead.body_follows(end + 1)

    def _hyphenated(self, end: int, stop: int) -> bool:
        tokens, particles = self.tokens, self.lists.given.particles
        return all(tokens.touches(k) or tokens.lower[k] in particles for k in range(end, stop + 1))

    def _enumerates(self, start: int, end: int, stop: int) -> bool:
        """A comma inside "Ministry of Housing, Trade and Roads": capitals and commas, then "and" and a capital."""
        words = self.tokens.words
        if words[start] not in self.lists.organizations.run_on or "of" not in words[start:end]:
            return False
        for index in range(stop, min(stop + _MAX_ENUMERATED, len(words) - 1)):
            if words[index] in ("and", "&"):
                return words[index + 1][0].isupper()
            if words[index] != "," and not words[index][0].isupper():
                return False
        return False

    def _runs_on(self, start: int, end: int, gap: list[str]) -> bool:
        """Whether the words so far want a complement: "Ministry of Health", "Council on Foreign Relations"."""
        run_on, words = self.lists.organizations.run_on, self.tokens.words[start:end]
        if gap[0] in _HEAD_LINKS:
            listed = (self.lists.adjectives, self.lists.nonactors.words)
            named = [word for word in words[:-1] if not any(word in words_of for words_of in listed)]
            return words[-1] in run_on and len(named) <= _MAX_BEFORE_HEAD
        if gap == ["and"]:
            return self._joins(start, words, end)
        return gap == ["&"] or (len(gap) == 1 and gap[0] in ("at", "in", "to") and words[0] == "University")

    def _seated(self, start: int, end: int) -> bool:
        """ "Pelagos Corp. of Rhodes": what follows a firm's suffix is its seat, unless it is a country."""
        words, listed = self.tokens.words, self.listed.get(end + 1)
        country = words[end + 1] == "America" or (listed is not None and listed[1].kind == "country")
        return end - start > 1 and words[end - 1] in self.lists.organizations.firm_suffixes and not country

    def _joins(self, start: int, words: list[str], end: int) -> bool:
        """Whether "and" stands inside one name: "Ministry of Trade and Industry", "the Transport and Dockers Union"."""
        inside = any(w in self.lists.organizations.run_on for w in words[:-1]) and not _HEAD_LINKS.isdisjoint(words)
        if inside:
            least = 1 if self.tokens.words[end + 1] in self.lists.organizations.run_on else 2  # "and Resources"
            return "," in words or not self._ahead.body_follows(end + 1, least=least)
        fields = self.lists.organizations.fields
        if words[-1] in fields and self.tokens.words[end + 1] in fields:
            return self._ahead.body_follows(end + 1, least=2) or self._ahead.firm_follows(end + 2)
        alone = len(words) == 1 and start not in self.listed and self.tokens.names[start] not in ("PER", "LOC")
        after_article = start > 0 and self.tokens.lower[start - 1] == "the"
        union = self._ahead.body_follows(end + 1, least=2, of_function=True)
        whole = words[0] not in self.lists.head_types and self._ahead.body_follows(end + 1, least=2)
        return alone and after_article and (whole or union)
