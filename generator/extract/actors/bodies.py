"""Which names of a text are the same body: the same words, an acronym that spells them, a short form of a full name."""

from collections import defaultdict

from generator.extract.actors.drafts import Draft, folded
from generator.extract.actors.names import Name, is_acronym
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "at", "de", "a", "an"})
_PLACING = frozenset({"in", "at", "from", "near"})

_SPELLED = {"corporation": "corp", "company": "co", "limited": "ltd", "incorporated": "inc"}

CLUB_GROUNDS = frozenset({"club noun beside it"})

Words = tuple[str, ...]


def _is_club(draft: Draft) -> bool:
    """Whether the noun before it, or its first word ("Real", "Dynamo"), makes a body a sports club."""
    by_word = draft.ground.startswith("first word") and draft.type is ActorType.ORGANIZATION
    return by_word or draft.ground in CLUB_GROUNDS


class Bodies:
    """The organisations, companies, governments and media of one text by the words of their names."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists
        self._suffixes = frozenset(folded(suffix) for suffix in lists.organizations.company_suffixes)
        self._by_core: dict[Words, list[Draft]] = defaultdict(list)
        self._by_first: dict[str, list[tuple[Words, Draft]]] = defaultdict(list)
        self._by_last: dict[str, list[tuple[Words, Draft]]] = defaultdict(list)
        self._by_initials: dict[str, list[Draft]] = defaultdict(list)
        self._known: set[int] = set()
        self._suffixed: dict[int, set[str]] = defaultdict(set)  # company suffixes with which a body is named

    def __contains__(self, draft: Draft) -> bool:
        return id(draft) in self._known

    def add(self, words: Words, draft: Draft) -> None:
        """Another form of a body's name."""
        if not words:
            return
        self._known.add(id(draft))
        if suffix := self._suffix(words):
            self._suffixed[id(draft)].add(suffix)
        self._by_core[self._core(words)].append(draft)
        self._by_first[words[0]].append((words, draft))
        self._by_last[words[-1]].append((words, draft))
        if len(words) > 1:
            self._by_initials["".join(word[0] for word in words)].append(draft)
            self._by_initials["".join(word[0] for word in words if word not in _SMALL)].append(draft)

    def same(self, name: Name, words: Words) -> Draft | None:
        """The body whose name this is too: but for a suffix or its country's adjective, as an acronym, or cut short."""
        core = self._core(words)
        found = list(self._by_core.get(core, ()))
        if len(core) == 1 and self.tokens.words[name.start].isupper():
            found += self._by_initials.get(core[0], ())
        if len(core) == 1 and core[0].title() not in self.lists.head_types:
            found += [draft for known, draft in self._by_first.get(core[0], ()) if self._only_heads(known[1:])]
        if self._only_heads(core[1:]):
            found += self._by_core.get(core[:1], ())
        fitting = (draft for draft in found if not (name.country and draft.country and name.country != draft.country))
        return next((draft for draft in fitting if not self._other_firm(words, draft)), None)

    def _other_firm(self, words: Words, draft: Draft) -> bool:
        """Whether the text gives another suffix to the same name: "Orion Inc." and "Orion Corps" are two."""
        suffix = self._suffix(words)
        known = self._suffixed.get(id(draft), set())
        return bool(suffix and known) and suffix not in known

    def _suffix(self, words: Words) -> str:
        last = words[-1] if len(words) > 1 and words[-1] in self._suffixes else ""
        return _SPELLED.get(last, last)

    def _only_heads(self, words: Words) -> bool:
        """Whether nothing but a body's kind follows: "Zefir" and "Zefir Airlines"."""
        return bool(words) and all(word.title() in self.lists.head_types or word in self._suffixes for word in words)

    def _core(self, words: Words) -> Words:
        """Without company suffixes and without the country's adjective in front ("Russian Foreign Ministry")."""
        kept = list(words)
        while len(kept) > 1 and kept[-1] in self._suffixes:
            kept.pop()
        if len(kept) > 2 and (kept[0].capitalize() in self.lists.adjectives or kept[0] in ("us", "uk")):
            kept = kept[1:]
        return tuple(kept)

    def short_form(self, name: Name, words: Words, text: str) -> Draft | None:
        """ "Hallam", or "Hallam Brick", where the text has one body "Hallam Brick Plc"."""
        if not words or is_acronym(text) or text in self.lists.nonactors.words or text in self.lists.head_types:
            return None
        found = {
            id(draft): (known, draft)
            for known, draft in self._by_first.get(words[0], ())
            if len(known) > len(words) and known[: len(words)] == words
        }
        if len(found) != 1:
            return None
        known, draft = next(iter(found.values()))
        return draft if self._may_be_cut(name, words, known, draft) else None

    def _may_be_cut(self, name: Name, words: Words, known: Words, draft: Draft) -> bool:
        rest = known[len(words) :]
        if len(words) > 1 and len(rest) > 1 and rest[0] not in ("of", "for"):
            return False
        if draft.type is ActorType.COMPANY:
            return True
        in_place = name.start > 0 and self.tokens.lower[name.start - 1] in _PLACING
        return not in_place and not (len(words) == 1 and known[1] in _SMALL)

    def club_of(self, name: Name, words: Words) -> Draft | None:
        """The club that its town's name stands for ("Kladno" for Banik Kladno), unless "in" stands before it."""
        if len(words) != 1 or (name.start > 0 and self.tokens.lower[name.start - 1] in _PLACING):
            return None
        found = {id(d): d for known, d in self._by_last.get(words[0], ()) if len(known) > 1 and _is_club(d)}
        return next(iter(found.values())) if len(found) == 1 else None

    def called_by_kind(self, name: Name) -> Draft | None:
        """ "the Church", "the Council": the one body of the text whose name has this head."""
        word = self.tokens.words[name.start]
        if name.end - name.start > 1 or word not in self.lists.head_types or not name.start:
            return None
        if self.tokens.lower[name.start - 1] != "the":
            return None
        both = (*self._by_first.get(word.lower(), ()), *self._by_last.get(word.lower(), ()))
        found = {id(draft): draft for words, draft in both if len(words) > 1}
        return next(iter(found.values())) if len(found) == 1 else None

    def ministry(self, field: str, country: str) -> Draft | None:
        """The text's one ministry of this field ("foreign"), of this country if one is given."""
        found = {
            id(draft): draft
            for words, draft in self._by_last.get("ministry", ())
            if words[-2:-1] == (field,) and country in ("", draft.country)
        }
        return next(iter(found.values())) if len(found) == 1 else None
