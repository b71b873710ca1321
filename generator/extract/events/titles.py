"""Titles and summaries as people write them: from the clause, active where it can be, names in full, no dangling pronoun."""

import re
from collections.abc import Iterable, Iterator

from generator.extract.events.reading import Reading
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import Node, antecedent, by_agents, objects, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import Participant
from generator.model.vocabulary import Role

TITLE, SUMMARY = 90, 260
_DROPPED = frozenset({"punct", "discourse", "parataxis", "cc", "vocative", "reparandum", "list", "dep", "csubj", "expl"})
_ASIDES = frozenset({"appos", "acl:relcl", "parataxis", "punct", "discourse", "list", "dep", "vocative"})
_PASSIVE_AUX = frozenset({"was", "were", "been", "is", "are", "has", "have", "had", "being", "be", "'s", "’s"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "who", "which", "whom", "what", "there", "it"})
_PERSONAL = frozenset({"he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "me", "us", "himself", "herself", "itself", "themselves"})
_LOOSE_ADVERBS = frozenset({"also", "however", "meanwhile", "later", "earlier", "then", "now", "only", "again", "still", "yet", "instead", "therefore", "thus", "too", "already", "just", "even", "so", "here", "there", "recently", "reportedly", "ago", "afterwards", "subsequently", "when", "why", "how", "where"})
_SPACED = re.compile(r"\s+")
_TIGHT_AFTER = re.compile(r"([(\[“‘$£€#]) ")
_TIGHT_BEFORE = re.compile(r" (['’](?:s|re|ve|ll|d|m)\b|n['’]t\b|[,.;:!?)\]”’%]|['’](?= ))")


_EMPTY = frozenset({"so", "this", "that", "it"})


class Dangling(Exception):
    """A pronoun that nothing resolves: the clause cannot stand alone."""


def title_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """A title of at most about 90 characters; "" when no clause can stand alone."""
    try:
        return _finished(_parts(trigger, participants, reading, speech, TITLE), TITLE)
    except Dangling:
        return _passive_fallback(trigger, reading)


def summary_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """The same in one full sentence, or "" ."""
    try:
        text = _finished(_parts(trigger, participants, reading, speech, SUMMARY), SUMMARY)
    except Dangling:
        return ""
    return text + "." if text and text[-1] not in ".!?" else text


def _finished(parts: Iterable[str], limit: int) -> str:
    """Join phrases while they fit, mend the spacing, begin with a capital."""
    text = ""
    for part in parts:
        longer = tidy(f"{text} {part}")
        if text and len(longer) > limit:
            break
        text = longer
    if len(text) > limit + 10:
        text = _cut(text, limit)
    return text[:1].upper() + text[1:]


def _cut(text: str, limit: int) -> str:
    """Shorten at a word, not after a word that leads on."""
    words = text[: limit - 1].rsplit(" ", 1)[0].split(" ")
    while words and words[-1].lower().strip(",") in _LEADING_ON:
        words.pop()
    return " ".join(words).rstrip(",;:–— ") + "…"


_LEADING_ON = frozenset("a an the of in on at to for by with from and or but that which who as is are was were be been will would has have had not than into over about after before against its their his her".split())


def tidy(text: str) -> str:
    """One space between words, none before closing marks; quotation marks only in pairs."""
    text = _TIGHT_AFTER.sub(r"\1", _TIGHT_BEFORE.sub(r"\1", _SPACED.sub(" ", text.strip())))
    text = re.sub(r" ?- ?(?=\w)", "-", text) if " - " in text else text
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = re.sub(r"[“”\"]", "", text)
    return text.strip(" ,;:–—-")


def _parts(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool, limit: int) -> Iterator[str]:
    if speech:
        said = list(_statement(trigger.node, participants, reading, limit))
        if said:
            return iter(said)
    if trigger.nominal:
        return _nominal(trigger, reading, limit)
    return _clause(trigger.node, reading, limit)


def _statement(verb: Node, participants: tuple[Participant, ...], reading: Reading, limit: int) -> Iterator[str]:
    """ "X says …" in the present; the speaker's own words keep their quotation marks."""
    content = content_of(verb)
    speaker = next((p.actor for p in participants if p.role in (Role.SPEAKER, Role.AGENT)), "")
    noun = subject(verb)
    if content is None or content.lemma in _EMPTY or (not speaker and noun is None):
        raise Dangling
    who = _name(speaker, reading) if speaker else phrase(noun, reading) if noun is not None else ""
    about = subject(content)
    if about is not None and about.lower in ("i", "we") and about.index not in reading.mention_of:
        words = [n for n in content.subtree() if n not in verb.subtree() or n is content] if verb.head is content else content.subtree()
        yield f"{who}:"
        yield "“" + _plain([n for n in words if n.dep != "parataxis"], limit - len(who) - 4).strip("“”\" ,.") + "”"
        return
    yield f"{who} says"
    yield from _clause(content, reading, limit)


def _plain(nodes: list[Node], limit: int) -> str:
    text = tidy(" ".join(n.text for n in nodes if n.text not in "“”\"``''"))
    return text if len(text) <= limit else _cut(text, limit)


def _nominal(trigger: Trigger, reading: Reading, limit: int) -> Iterator[str]:
    """The clause in which an event noun is subject or object of a telling verb, else the noun phrase itself."""
    noun = trigger.core
    governor = noun.head
    if governor is not None and governor.pos == "VERB" and noun.dep in ("nsubj", "obj") and governor.lemma not in reading.words.grammar.stative:
        return _clause(governor, reading, limit)
    return iter([phrase(noun, reading, complements=True)])


def _clause(verb: Node, reading: Reading, limit: int) -> Iterator[str]:
    """Subject, verb group, objects, then what else hangs on the verb, in text order."""
    agents = by_agents(verb) if verb.passive else []
    who = subject(verb)
    if who is not None and any(k is who for k in verb.subtree(200)) and who.dep in ("csubj",):
        who = None
    if agents and who is not None and (past := _past(verb, reading)):
        yield f"{phrase(agents[0], reading)} {past}"
        yield phrase(who, reading)
        yield from _rest(verb, reading, limit, skip={agents[0].index, who.index})
        return
    if who is None and not objects(verb):
        raise Dangling
    if who is None:
        yield from _objects_first(verb, reading, limit)
        return
    group = _verb_group(verb, short=verb.passive and limit <= TITLE)
    yield f"{phrase(who, reading)} {group}"
    yield from _rest(verb, reading, limit, skip={who.index})


def _objects_first(verb: Node, reading: Reading, limit: int) -> Iterator[str]:
    noun = objects(verb)[0]
    form = _participle(verb, reading)
    if not form:
        raise Dangling
    yield f"{phrase(noun, reading)} {form}"
    yield from _rest(verb, reading, limit, skip={noun.index})


def _passive_fallback(trigger: Trigger, reading: Reading) -> str:
    """Without a nameable subject the object leads: "they arrested three men" -> "Three men arrested"."""
    if trigger.nominal or trigger.node.passive:
        return ""
    try:
        return _finished(_objects_first(trigger.node, reading, TITLE), TITLE) if objects(trigger.node) else ""
    except Dangling:
        return ""


def _participle(verb: Node, reading: Reading) -> str:
    if "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph:
        return verb.text.lower()
    if "Tense=Past" in verb.morph and verb.lower.endswith("ed"):
        return verb.lower
    irregular = {past: participle for participle, past in reading.words.grammar.past.items()}
    return irregular.get(verb.lower, "")


def _past(verb: Node, reading: Reading) -> str:
    """The past tense that a passive participle turns into; "" under a modal or negation, where the passive stays."""
    if any(k.dep == "aux" and k.lower not in _PASSIVE_AUX or k.lower in ("not", "n't", "n’t", "never") for k in verb.kids):
        return ""
    particle = " ".join(k.text for k in verb.kids if k.label == "compound:prt")
    past = reading.words.grammar.past.get(verb.lower, verb.lower)
    return f"{past} {particle}".strip()


def _verb_group(verb: Node, short: bool) -> str:
    """Auxiliaries, negation, verb and particle; a title drops the auxiliaries of a passive ("12 arrested")."""
    kept = []
    for k in sorted([*verb.kids, verb], key=lambda n: n.index):
        if k is verb or k.label == "compound:prt" or k.dep == "cop":
            kept.append(k)
        elif k.dep == "aux" and not (short and k.lower in _PASSIVE_AUX):
            kept.append(k)
        elif k.dep == "advmod" and k.lower in ("not", "n't", "n’t", "never"):
            kept.append(k)
        elif verb.pos not in ("VERB", "AUX") and k.dep in ("det", "amod", "compound", "case", "nmod", "nummod", "advmod", "flat") and k.lower not in _LOOSE_ADVERBS:
            kept += [n for n in k.subtree(20) if n.dep not in _ASIDES]
    return " ".join(k.text for k in sorted(kept, key=lambda n: n.index))


def _rest(verb: Node, reading: Reading, limit: int, skip: set[int]) -> Iterator[str]:
    copular = verb.pos not in ("VERB", "AUX")
    for k in verb.kids:
        if k.index in skip or k.dep in _DROPPED or k.dep in ("aux", "cop", "mark", "nsubj") or k.label == "compound:prt":
            continue
        if copular and k.index < verb.index:
            continue
        if k.dep in ("obj", "iobj", "obl", "nmod"):
            yield from _argument(k, reading, limit)
        elif k.dep in ("xcomp", "ccomp"):
            yield _subclause(k, reading, limit)
        elif k.dep == "advmod" and k.lower not in _LOOSE_ADVERBS and k.index > verb.index and k.index not in reading.timex_of and not k.kids:
            yield k.text
        elif k.dep == "advcl" and limit > TITLE:
            yield _subclause(k, reading, limit)


def _argument(noun: Node, reading: Reading, limit: int) -> Iterator[str]:
    if noun.index in reading.timex_of and limit <= TITLE:
        return
    if noun.case().startswith("according"):
        return
    try:
        text = phrase(noun, reading)
    except Dangling:
        if noun.dep in ("obj", "iobj"):
            raise
        return
    yield f"{noun.case()} {text}".strip()


def _subclause(root: Node, reading: Reading, limit: int) -> str:
    """A complement clause as it stands, asides left out, pronouns resolved."""
    return _words([n for n in _kept(root) if limit > TITLE or n.index not in reading.timex_of], reading)


def _kept(root: Node, complements: bool = True) -> list[Node]:
    """A phrase without relative clauses, appositions and other asides."""
    found = [root]
    for k in root.kids:
        if k.label in _ASIDES or k.dep in _ASIDES:
            continue
        if k.dep == "advmod" and k.lower in _LOOSE_ADVERBS:
            continue
        if k.dep == "advcl" or (k.dep == "conj" and k.pos == "VERB") or (k.dep == "acl" and not complements):
            continue
        if k.dep == "cc" and not any(c.dep == "conj" and c.pos != "VERB" for c in (*root.kids, *(root.head.kids if root.head else ()))):
            continue
        found += _kept(k, complements)
    return sorted(found, key=lambda n: n.index) if root.head is None or True else found


def phrase(noun: Node, reading: Reading, complements: bool = True) -> str:
    """A noun phrase with names in full, without its preposition and asides; raises Dangling for a pronoun nobody resolves."""
    noun = antecedent(noun)
    mention = reading.mention_heads.get(noun.index)
    if noun.lower in _PERSONAL | _DEMONSTRATIVES and noun.pos in ("PRON", "DET", "SCONJ"):
        if mention is None or not _name(mention.actor, reading):
            raise Dangling
        return _name(mention.actor, reading)
    return _words([n for n in _kept(noun, complements) if not (n.dep == "case" and n.head is noun and n.lower not in ("'s", "’s", "'", "’")) and not (n.dep == "mark" and n.head is noun)], reading)


def _words(nodes: list[Node], reading: Reading) -> str:
    """The words of a phrase, short names spelled out and pronouns named."""
    shown: list[str] = []
    named: set[int] = set()
    for node in nodes:
        mention = reading.mention_of.get(node.index)
        actor = reading.actors.get(mention.actor) if mention is not None else None
        if node.pos == "PRON" and (node.lower in _POSSESSIVES | _PERSONAL):
            if actor is None or not actor.named:
                raise Dangling
            shown.append(f"{actor.name}’s" if node.lower in _POSSESSIVES and "Poss=Yes" in node.morph else actor.name)
        elif mention is not None and actor is not None and mention.form == "name" and actor.named and _spell_out(mention.span.of(reading.document.text), actor.name):
            if mention.span.start not in named:
                named.add(mention.span.start)
                shown.append(actor.name)
        else:
            shown.append(node.text)
    return tidy(" ".join(shown))


def _spell_out(short: str, full: str) -> bool:
    """Whether the full name only adds words to the short one ("Gatilov" -> "Gennady Gatilov")."""
    return short != full and set(short.lower().split()) < set(full.lower().split()) and not short.lower().endswith(("'s", "’s"))


def _name(key: str, reading: Reading) -> str:
    actor = reading.actors.get(key)
    return actor.name if actor is not None else ""
