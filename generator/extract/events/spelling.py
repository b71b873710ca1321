"""The words of a title: spaced as in the text, short names spelled out, pronouns replaced or refused."""

import re
from collections.abc import Collection, Sequence

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, subject
from generator.model.document import ActorMention, DocumentActor
from generator.model.vocabulary import ActorType

MARKS = frozenset({"“", "”", '"', "``", "''", "«", "»", "„", "‟"})
POINTING = frozenset({"this", "that", "these", "those", "what"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_OWN = frozenset({"his", "her", "its"})
_PERSONAL = frozenset({"he", "she", "it", "they", "him", "them", *_POSSESSIVES})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})


_SET_OFF = frozenset({"appos", "acl", "nmod", "obl", "advcl", "advmod", "amod", "nummod"})
_BRACKET = re.compile(r" ?\([^()\s]*|\)")


class DanglingError(Exception):
    """A pronoun that nothing resolves: the clause cannot stand alone."""


class Spelling:
    """Puts nodes into words; knows whom it has named, so that a later "its" has an antecedent."""

    def __init__(self, reading: Reading, full: bool = False) -> None:
        self.reading = reading
        self.set_off = _SET_OFF if full else frozenset({"appos"})  # phrases that keep the commas around them
        self.named: set[str] = set()
        self.strict = True  # an object pronoun needs a noun before it that is not its own subject

    def text(self, nodes: Sequence[Node], plain: bool = False, leading: bool = False) -> str:
        """Words spaced as in the text, short names spelled out, pronouns named or left where they have a noun.

        `leading`: a verb follows, so that an apposition at the end is closed with a comma.
        """
        inside = {n.index for n in nodes}
        parts: list[tuple[Node, str]] = []
        spelled: set[int] = set()
        quoted = False
        for node in nodes:
            if node.text in MARKS:
                quoted = node.text in "“«„" or (node.text == '"' and not quoted)
            elif node.dep == "punct" and not (_between(node, inside, bool(parts)) and node.text not in ".!?"):
                continue
            verbatim = plain or (quoted and (node.lower in _FIRST or node.lower in _PERSONAL))
            shown = node.text if verbatim else self._shown(node, parts, spelled)
            if shown:
                parts.append((node, shown))
        text = ""
        before: Node | None = None
        pauses = self._pauses(nodes, inside)
        for node, shown in parts:
            if before is not None and before.index in pauses and text[-1] not in ",;:" and node.dep != "punct":
                text += ","
            glued = before is not None and (node.start == before.end or node.text in "”»," or _closes(node, text))
            text += shown if not text or glued else f" {shown}"
            before = node
        if leading and before is not None and before.index in pauses:
            text += ","
        if not plain and _paired(text) != text and any(n.lower in _FIRST for n in nodes):
            raise DanglingError
        return _paired(text)

    def _pauses(self, nodes: Sequence[Node], inside: Collection[int]) -> set[int]:
        """The words behind which a comma stands, because a phrase set off by commas begins or ends there."""
        found: set[int] = set()
        for node in nodes:
            if node.dep not in self.set_off or node.head is None or node.head.index not in inside:
                continue
            part = [n for n in node.subtree(60) if n.index in inside and n.dep != "punct"]
            if node.index > node.head.index and self._comma(part[0].start - 3, part[0].start):
                found.add(max((i for i in inside if i < part[0].index), default=-1))
                if node.dep == "appos" or self._comma(part[-1].end, part[-1].end + 2):
                    found.add(part[-1].index)
        return found

    def _comma(self, start: int, end: int) -> bool:
        return "," in self.reading.document.text[max(0, start) : end]

    def _shown(self, node: Node, parts: list[tuple[Node, str]], spelled: set[int]) -> str:
        grounded = bool(parts)
        if node.pos in ("PRON", "DET") and node.lower in _PERSONAL:
            grounded = grounded and not (self.strict and _only_subject(node, [before for before, _ in parts]))
            return self._pronoun(node, grounded)
        unnamed = node.pos == "PRON" and (node.lower in _FIRST or (node.lower in POINTING and not grounded))
        if unnamed or node.lower == "whose":
            raise DanglingError
        mention = self.reading.mention_of.get(node.index)
        actor = self.reading.actors.get(mention.actor) if mention is not None else None
        if actor is None or mention is None:
            return node.text
        self.named.add(actor.key)
        if not self._stands_alone(node, mention, actor) or not _spells_out(mention, actor, self.reading.document.text):
            return node.text
        if mention.span.start in spelled:
            return ""
        spelled.add(mention.span.start)
        if parts and parts[-1][0].text in self.reading.words.grammar.honorifics:
            parts.pop()
        return actor.name

    def _stands_alone(self, node: Node, mention: ActorMention, actor: DocumentActor) -> bool:
        """Whether a body's short name is no part of another phrase ("Guild members", "Peru's ministry")."""
        if actor.type is ActorType.PERSON:
            return True
        covering = self.reading.mention_of
        while node.head is not None and covering.get(node.head.index) is mention:
            node = node.head
        return node.dep not in ("compound", "nmod", "amod") and not any(k.label == "nmod:poss" for k in node.kids)

    def _pronoun(self, node: Node, grounded: bool) -> str:
        keys = self.reading.actors_of(node)
        actor = self.reading.actors.get(keys[0]) if keys else None
        if (actor is not None and actor.key in self.named) or (actor is None and grounded) or _impersonal(node):
            return node.text
        if actor is not None and grounded and _bound(node, self.reading):
            return node.text
        if actor is None or not actor.named:
            if grounded:
                return node.text
            if node.lower in _POSSESSIVES and node.dep == "nmod":  # "His government" -> "Government"
                return ""
            if actor is None:
                raise DanglingError
        self.named.add(actor.key)
        owned = node.lower in _POSSESSIVES and node.dep == "nmod"
        return f"{actor.name}{_genitive(actor)}" if owned else actor.name


def _genitive(actor: DocumentActor) -> str:
    """ "Steve Jobs’s" but "Singapore Airlines’"."""
    return "’" if actor.name.endswith("s") and actor.type is not ActorType.PERSON else "’s"


def _impersonal(pronoun: Node) -> bool:
    """Whether "it" stands for nothing but the clause that follows ("It is expected that …")."""
    verb = pronoun.head
    if pronoun.dep == "expl" or verb is None:
        return pronoun.dep == "expl"
    clause = verb.kid("ccomp", "csubj")
    opens = pronoun.lower == "it" and pronoun.dep == "nsubj" and clause is not None and clause.index > verb.index
    return opens and (verb.passive or verb.pos == "ADJ")


def _bound(pronoun: Node, reading: Reading) -> bool:
    """Whether a possessive goes back to what its own clause is about ("The plane made its maiden flight")."""
    verb = next((n for n in pronoun.climb() if n.pos == "VERB"), None)
    doer = subject(verb) if verb is not None and pronoun.lower in _OWN else None
    if doer is None or doer.index > pronoun.index or "Plur" in doer.morph:
        return False
    actors = reading.actors_of(doer)
    if pronoun.lower == "its":
        return doer.pos == "NOUN" and not actors
    return any(reading.actor_type(key) is ActorType.PERSON for key in actors)


def _only_subject(pronoun: Node, before: Sequence[Node]) -> bool:
    """Whether only the subject of its own verb precedes an object, which cannot mean that ("Police released them")."""
    verb = pronoun.head
    if verb is None or pronoun.dep not in ("obj", "iobj", "obl") or verb.dep not in ("root", "conj"):
        return False
    acting = subject(verb)
    own = {n.index for n in acting.below(60)} if acting is not None else set()
    return not any(n.pos in ("NOUN", "PROPN", "NUM") and n.index not in own for n in before if n.head is not pronoun)


def _between(mark: Node, inside: Collection[int], begun: bool) -> bool:
    """Whether a mark stands between words that are kept; of what a comma follows a part may be left out."""
    before = mark.index - 1 in inside or (begun and mark.text == ",")
    return before and mark.index + 1 in inside


def _closes(mark: Node, text: str) -> bool:
    """Whether a straight quotation mark ends what one before it began."""
    return mark.text == '"' and text.count('"') % 2 == 1


def first_person(nodes: Sequence[Node]) -> bool:
    """Whether "I" or "we" speaks, outside words quoted inside the clause."""
    quoted = False
    for position, node in enumerate(nodes):
        if node.text in MARKS:
            quoted = position > 1 and (node.text in "“«„" or (node.text == '"' and not quoted))
        elif node.lower in _FIRST and node.pos in ("PRON", "DET") and not quoted:
            return True
    return False


def _spells_out(mention: ActorMention, actor: DocumentActor, text: str) -> bool:
    """Whether the full name only adds words to the short one ("Mensah" -> "Ama Mensah")."""
    short = mention.span.of(text)
    if mention.form != "name" or not actor.named or actor.type in (ActorType.COUNTRY, ActorType.PLACE):
        return False
    return not short.lower().endswith(("'s", "’s")) and set(short.lower().split()) < set(actor.name.lower().split())


def cut(text: str, limit: int, leading_on: Collection[str]) -> str:
    """Shorten at a word, not after a word that leads on."""
    if len(text) <= limit:
        return text
    words = text[: max(limit - 1, 1)].rsplit(" ", 1)[0].split(" ")
    while len(words) > 1 and words[-1].lower().strip(",") in leading_on:
        words.pop()
    return _paired(" ".join(words).rstrip(",;:–— ")) + "…"


def _paired(text: str) -> str:
    """Quotation marks and brackets only in pairs."""
    if text.count("(") != text.count(")"):
        text = _BRACKET.sub("", text)
    if text.count("[") != text.count("]"):
        text = text.replace("[", "").replace("]", "")
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return "".join(c for c in text if c not in '“”"')
    return text


def plural(noun: Node, one: bool = False) -> bool:
    """Whether a noun asks for a plural verb; `one`: it names one person, whatever its ending."""
    coordinated = any(k.dep == "conj" and k.pos in ("NOUN", "PROPN") for k in noun.kids)
    return ("Number=Plur" in noun.morph and not one) or noun.lemma in ("police", "people") or coordinated
