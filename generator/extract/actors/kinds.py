"""What a stretch of capitals names: a person, a body, a place, told by its own words and the nouns beside it."""

from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Entry, Lists
from generator.model.vocabulary import ActorType

LINKS = frozenset({"of", "for", "and", "&"})
QUOTES = frozenset({'"', "“", "‘", "'", "`"})
_PREFIXES = frozenset({"pro", "anti", "non", "post", "pre", "trans", "mid"})
_QUALIFIERS = frozenset({"former", "ex", "late", "then"})
_OFFICE_BEFORE = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_MODIFYING = frozenset({"compound", "amod", "nmod:desc"})
_DETERMINING = frozenset({"the", "a", "local", "state", "business", "sports", "financial"})
_MAX_PERSON_WORDS = 6
_INITIALS = 3  # capitals that somebody may be called by
_LONGEST_TITLE = 4
_OFFICE_REACH = 6


class Kinds:
    """Judges stretches of one text's tokens, each from `start` to `end`, `end` not included."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists

    # --- titles -------------------------------------------------------------------------------------------------------

    def title_end(self, start: int, end: int) -> int:
        """The end of the titles that open a run: of "Deputy Foreign Minister" in "Deputy Foreign Minister Ann Lee"."""
        index, complete = start, start
        while index < end:
            step, words = self._title_step(index, end)
            if not step:
                break
            index += step
            opens = words in self.lists.title_heads and self._opens_person(index, end)
            complete = index if opens or words in self.lists.capital_titles else complete
        addressed = complete > start and self.tokens.words[complete - 1] in self.lists.titles.address
        body = complete < end and not addressed and self._names_body(complete, end)
        return start if body else complete

    def title_tail(self, start: int, end: int) -> int:
        """Where the name begins in "[Secretary of] State Ann Lee", whose title began before it; `start` for none."""
        lower = self.tokens.lower
        for tail in range(1, min(_LONGEST_TITLE - 1, end - start)):
            for before in range(2, _LONGEST_TITLE):
                title = " ".join(lower[start - before : start + tail]) if before <= start else ""
                if title not in self.lists.title_heads:
                    continue
                if self.like_person(start + tail, end) or self._opens_person(start + tail, end):
                    return start + tail
        return start

    def title_inside(self, start: int, end: int) -> tuple[int, int]:
        """The title between a body or field and a person ("Competition Commissioner Ann Lee"); (end, end) for none."""
        for index in range(start + 1, end - 2):
            count, words = self._title_step(index, end)
            if count and words in self.lists.capital_titles and self.like_person(index + count, end):
                return index, index + count
        return end, end

    def _title_step(self, index: int, end: int) -> tuple[int, str]:
        for count in range(min(_LONGEST_TITLE, end - index), 0, -1):
            words = " ".join(self.tokens.lower[index : index + count])
            if words in self.lists.title_words:
                return count, words
        return 0, ""

    def _opens_person(self, index: int, end: int) -> bool:
        """Whether a given name or the model's person begins here."""
        tokens = self.tokens
        if index >= end:
            return False
        return self.lists.is_given(tokens.words[index]) or (tokens.names[index] == "PER" and tokens.name_starts[index])

    def _names_body(self, start: int, end: int) -> bool:
        """Whether what is left after title words is no person ("General Motors", "Justice Department")."""
        words, lists = self.tokens.words, self.lists
        given, several = lists.is_given(words[start]), end - start > 1
        if words[end - 1] in lists.head_types or words[end - 1] in lists.organizations.company_suffixes:
            return not (several and given)
        if words[start] in lists.head_types or words[end - 1] in lists.places.heads:
            return not given
        return any(word in LINKS for word in words[start:end])

    def is_label(self, start: int, end: int, pairs: set[tuple[str, str]]) -> bool:
        """Whether a word that opens the sentence only says who follows ("Rival StarReach Inc.", "Winger Diallo").

        `pairs` are words with capitals side by side inside sentences, where a capital tells a name.
        """
        tokens, titles = self.tokens, self.lists.titles
        label, last = tokens.lower[start], tokens.words[end - 1]
        if label not in titles.labels and label not in titles.person_labels:
            return False
        first = start == tokens.sentences[tokens.sentence_of[start]].start
        if end - start < 2 or not first or tuple(tokens.words[start : start + 2]) in pairs:
            return False
        body = last in self.lists.head_types or last in self.lists.organizations.company_suffixes
        fits = not body or (label in titles.labels and end - start > 2)
        return fits and self.title_end(start, end) == start

    def follows_office(self, index: int) -> bool:
        """Whether "ambassador to the" or "head of the" stands a few words before."""
        return any(word in self.lists.offices for word in self.tokens.lower[max(0, index - _OFFICE_REACH) : index])

    # --- persons ------------------------------------------------------------------------------------------------------

    def is_person(self, start: int, end: int) -> bool:
        """Whether it names a person by its given name or by the model's label."""
        tokens, lists = self.tokens, self.lists
        words = tokens.words[start:end]
        if not 1 <= len(words) <= _MAX_PERSON_WORDS or any(word in LINKS for word in words):
            return False
        last, given = words[-1], lists.is_given(words[0])
        labelled = {label for label in tokens.names[start:end] if label} == {"PER"}
        if last in lists.organizations.company_suffixes:
            return False
        if len(words) > 2 and (last in lists.head_types or last in lists.places.heads):
            return labelled and given and last not in lists.organizations.run_on
        if len(words) > 1 and given:
            return (last not in lists.head_types and last not in lists.nonactors.ends) or (labelled and len(words) == 2)
        if len(words) == 1 and last.isupper() and len(last) > _INITIALS:  # "OHCHR" is nobody
            return False
        headed = len(words) > 1 and last in lists.head_types  # "Lindley Leisure"
        return labelled and tokens.name_starts[start] and not headed

    def like_person(self, start: int, end: int) -> bool:
        """Two to four plain words, none of which heads a body's or a place's name."""
        words, lists = self.tokens.words[start:end], self.lists
        if not 2 <= len(words) <= 4 or not all(word[0].isupper() and word.isalpha() for word in words):
            return False
        others = (lists.head_types, lists.places.heads, lists.nonactors.ends, lists.organizations.company_suffixes)
        return not any(word in listed for word in words for listed in others)

    def person_end(self, start: int, end: int) -> int:
        """Where a person's name ends inside a run: at a small word, or after six words."""
        last = min(end, start + _MAX_PERSON_WORDS)
        words, stops = self.tokens.words, LINKS | {",", "the"} | self.lists.given.postnominals
        return next((k for k in range(start + 1, last) if words[k] in stops), last)

    def person_ground(self, start: int) -> str:
        """Why it is taken for a person."""
        word = self.tokens.words[start]
        return f"given name {word}" if self.lists.is_given(word) else "language model"

    # --- bodies and places --------------------------------------------------------------------------------------------

    def by_words(self, start: int, end: int) -> tuple[ActorType | None, str]:
        """The kind that its last or first word gives, and why; None where they give none."""
        words, lists = self.tokens.words[start:end], self.lists
        first, last = words[0], words[-1]
        if len(words) == 1:
            listed = first in lists.organizations.run_on and first in lists.head_types
            return (lists.head_types[first], f"head noun {first}") if listed else (None, "")
        if last in lists.peoples:
            return ActorType.GROUP, f"people {last}"
        if last in lists.organizations.firm_suffixes:
            return ActorType.COMPANY, f"suffix {last}"
        head = self._head(words)
        if head:
            return lists.head_types[head], f"head noun {head}"
        if first in lists.lead_types and last not in lists.places.heads:
            return lists.lead_types[first], f"first word {first}"
        if last in lists.places.heads or first in lists.places.leads:
            return ActorType.PLACE, f"head noun {last}"
        return None, ""

    def _head(self, words: list[str]) -> str:
        """The word that tells a body's kind: before "of", else the last two or one, else any in a name with "of"."""
        heads = self.lists.head_types
        if words[0] in heads and words[1] in ("of", "for", "on"):
            return words[0]
        for head in (" ".join(words[-2:]) if len(words) > 2 else "", words[-1]):
            if head in heads:
                return head
        inside = words[0] in self.lists.organizations.run_on or not LINKS.isdisjoint(words)
        return next((word for word in words if word in heads), "") if inside else ""

    def by_noun_beside(self, start: int, end: int) -> ActorType | None:
        """The kind that a common noun right before or after gives: "the airline Zefir", "DZKB radio"."""
        tokens, kinds = self.tokens, self.lists.noun_types
        labelled = tokens.names[start] == "PER" and not tokens.words[start].isupper()
        after = tokens.words[end] if end < len(tokens.words) else ""
        if after in self.lists.groups.nouns_after and not labelled:
            return kinds.get(after)
        if self.lists.is_given(tokens.words[start]):
            return None
        if after in self.lists.places.nouns_after and end - start <= _LONGEST_TITLE:
            return ActorType.PLACE
        before = self.word_before(start, tuple(QUOTES))
        if before >= 0 and tokens.words[before] == "," and after in (",", ".") and tokens.deps[start] == "appos":
            return self._set_off(before, tokens.heads[start])
        if before < 0 or not tokens.words[before].islower():
            return None
        if tokens.lower[before] in self.lists.groups.periodicals and before:
            whole = tokens.deps[end - 1] not in _MODIFYING and tokens.lower[before - 1] in _DETERMINING
            return ActorType.MEDIA if whole else None
        two = f"{tokens.lower[before - 1]} {tokens.lower[before]}" if before else ""
        return kinds.get(two) or kinds.get(tokens.lower[before])

    def _set_off(self, comma: int, noun: int) -> ActorType | None:
        """ "The port operator, Portserve, ...": the kind that the noun before the comma gives."""
        kind = self.lists.group_types.get(self.tokens.lower[noun]) if noun == comma - 1 else None
        return kind if kind is not ActorType.GROUP else None

    def is_common_noun(self, start: int) -> bool:
        """ "School resumes in May": the noun of a body's kind has a capital only because it opens the sentence."""
        word, organizations = self.tokens.words[start], self.lists.organizations
        opens = start == self.tokens.sentences[self.tokens.sentence_of[start]].start
        return opens and word in organizations.run_on and self.lists.head_types.get(word) is ActorType.ORGANIZATION

    def is_club(self, start: int) -> bool:
        """Whether the noun before a name is said of sports clubs only."""
        return start > 0 and self.tokens.lower[start - 1] in self.lists.groups.clubs

    def is_area(self, start: int) -> bool:
        """ "the town of Kidu": what stands before makes a place of it."""
        lower = self.tokens.lower
        return start > 1 and lower[start - 1] == "of" and lower[start - 2] in self.lists.places.areas

    def is_office(self, start: int, end: int) -> bool:
        """ "the Railway Minister": an office with capitals, whoever holds it."""
        tokens, last = self.tokens, end - 1
        determined = start > 0 and tokens.lower[start - 1] in _OFFICE_BEFORE
        office = tokens.lower[last] in self.lists.offices and tokens.words[last] not in self.lists.head_types
        owns = end < len(tokens.words) and tokens.lower[end] == "'s"
        inside = any(tokens.names[start:last]) and not tokens.names[last]  # "the Zefir Chairman": Zefir is somebody
        return determined and office and not owns and not inside and "PER" not in tokens.names[start:end]

    def office_of(self, start: int, end: int) -> int:
        """Where the office begins in "the Benue State Commissioner", whom a name owns; `end` where there is none."""
        tokens, last = self.tokens, end - 1
        determined = start > 0 and tokens.lower[start - 1] in _OFFICE_BEFORE
        owns = end < len(tokens.words) and tokens.lower[end] == "'s"
        if not determined or owns or tokens.words[last] in self.lists.head_types or tokens.names[last]:
            return end
        counts = range(min(_LONGEST_TITLE, last - start), 0, -1)
        return next((end - n for n in counts if " ".join(tokens.lower[end - n : end]) in self.lists.offices), end)

    def field_before_person(self, start: int, end: int) -> int:
        """Where the person begins in "[envoy for] Arms Control Ann Lee", 0 if there is none."""
        lower = self.tokens.lower
        if start < 2 or lower[start - 1] not in ("for", "on", "of") or lower[start - 2] not in self.lists.offices:
            return 0
        words, inside = self.tokens.words, range(start + 1, end - 1)
        return next((k for k in inside if self.lists.is_given(words[k]) and self.like_person(k, end)), 0)

    def is_occupation(self, start: int, end: int, listed_end: int, entry: Entry) -> bool:
        """ "Economist Elena Rojas": no paper but what she is."""
        alone = entry.kind == "organization" and listed_end == start + 1
        return alone and self.tokens.lower[start] in self.lists.offices and self.is_person(start + 1, end)

    def is_listed_body(self, start: int, word: str, entry: Entry) -> bool:
        """A one-word listed body that is a common word too ("House", "Times") needs an article before it."""
        if word.isupper() or entry.name != word or word not in self.lists.head_types:
            return True
        return start > 0 and self.tokens.lower[start - 1] == "the"

    # --- the words around it ------------------------------------------------------------------------------------------

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without words that are no part of a name at its ends: "Monday", "Former", "of"."""
        words, lower, days = self.tokens.words, self.tokens.lower, self.lists.nonactors.days
        while start < end and (words[start] in days or (end - start > 1 and lower[start] in _QUALIFIERS)):
            start += 1
        while end > start and (words[end - 1] in LINKS or not words[end - 1][0].isalnum()):
            end -= 1
        while end - start > 2 and words[end - 1] in self.lists.given.postnominals:
            end -= 1
        return start, end

    def is_part(self, start: int, end: int) -> bool:
        """ "US$", "U.S. dollars", "pro-Beijing": part of another word or of an amount."""
        tokens = self.tokens
        if end < len(tokens.words) and tokens.words[end] == "$" and tokens.touches(end):
            return True
        if tokens.lower[end : end + 1] and tokens.lower[end] in self.lists.nonactors.currencies:
            return True
        return (
            start > 1
            and tokens.words[start - 1] == "-"
            and tokens.touches(start)
            and tokens.lower[start - 2] in _PREFIXES
        )

    def word_before(self, start: int, skipped: tuple[str, ...]) -> int:
        """The token before a name in its sentence, a mark between them skipped; -1 if there is none."""
        before = start - 1 - (start > 1 and self.tokens.words[start - 1] in skipped)
        same = before >= 0 and self.tokens.sentence_of[before] == self.tokens.sentence_of[start]
        return before if same else -1
