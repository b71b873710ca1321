"""Who is quoted with what: direct, indirect and mixed speech, each verbatim, with its speaker and its reporting words.

Quotation marks give the stretches; the parse tells which reporting verb governs them, and that verb's subject speaks.
A stretch in marks that no reporting verb governs ('a "provocation"') is the writer's distance, not speech.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from generator.extract.columns import columns_of
from generator.extract.lexicon import Lexicon
from generator.extract.speakers import beside, introduced_by, issuer
from generator.extract.speech import Cue, Speech, cue_span, is_told, speaker_of
from generator.extract.stretches import Stretch, stretches_of
from generator.model.document import ActorMention, Document, Quote, Span

_COMPLEMENTS = frozenset(
    ("ccomp", "parataxis", "xcomp", "obj", "obl", "advcl", "dep", "nmod", "conj", "acl", "acl:relcl")
)
_CLAUSE_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"))
_NAMING = frozenset(("flat", "appos", "compound"))
_TRIMMED = " \t\r\n\u00a0,;:–—-"
_REACH = 12  # tokens between a mark and the verb that reports the words
_WORDS_OF_SPEECH = 5  # shorter stretches without a reporting verb are names or distance
_CLIMB = 6


def annotate(document: Document, doc: Doc, lexicon: Lexicon) -> Document:
    """The document with its quotes, in the order of the text."""
    reading = _Reading(document, doc, lexicon.read("speech", Speech))
    stretches = tuple(stretches_of(document))
    taken = bytearray(len(document.text))
    found = [
        quote
        for way in (reading.direct, reading.reported, reading.mixed)
        for quote in _apart(way(stretches), taken)
        if len(quote.span)  # marks may hold nothing: “"
    ]
    return replace(document, quotes=tuple(sorted(found, key=lambda quote: quote.span)))


def _apart(quotes: Iterator[Quote], taken: bytearray) -> list[Quote]:
    """Those that share no character with the quotes of an earlier way; `taken` grows by their characters."""
    found = [quote for quote in quotes if 1 not in taken[quote.span.start : quote.span.end]]
    for quote in found:
        taken[quote.span.start : quote.span.end] = b"\1" * len(quote.span)
    return found


# --- reading --------------------------------------------------------------------------------------------------------


class _Reading:
    """One document beside its parse."""

    def __init__(self, document: Document, doc: Doc, speech: Speech) -> None:
        self.document, self.doc, self.speech = document, doc, speech
        self.text = document.text
        self.offsets = columns_of(doc).starts
        self.mention_at: dict[int, ActorMention] = {}
        for mention in sorted(document.mentions, key=lambda mention: -len(mention.span)):
            for index in self._indices(mention.span):
                self.mention_at.setdefault(index, mention)

    def _indices(self, span: Span) -> range:
        return range(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def _tokens(self, span: Span) -> list[Token]:
        indices = self._indices(span)
        return [token for token in self.doc[indices.start : indices.stop] if not token.is_space]

    # -- direct

    def direct(self, stretches: Sequence[Stretch]) -> Iterator[Quote]:
        """Stretches that are utterances: with a cue, or going on from one."""
        before: tuple[Stretch, Quote] | None = None
        for stretch in stretches:
            tokens = self._tokens(stretch.span)
            if not tokens or not self._stands_alone(stretch, tokens):
                continue
            cue = self._cue(stretch, tokens)
            quote = cue.quote(self._trimmed(stretch.span), "direct", self.text) if cue else None
            if quote is None and (stretch.carried or self._is_utterance(stretch, tokens)):
                quote = Quote(span=self._trimmed(stretch.span), speaker=self._carried(stretch, before))
            if quote is not None:
                before = stretch, quote
                yield quote

    def _stands_alone(self, stretch: Stretch, tokens: Sequence[Token]) -> bool:
        """Whether the stretch begins and ends where a clause does."""
        left = self.text[stretch.paragraph.start : stretch.outer.start].rstrip()
        right = self.text[stretch.outer.end : stretch.paragraph.end].lstrip()
        sentence = self.document.sentence_at(stretch.outer.start)
        begins = (
            not left or left[-1] in ",:.?!—–" or (sentence is not None and sentence.span.start == stretch.outer.start)
        )
        said = bool(left) and bool(self._tokens_before(stretch)) and self._reports(self._tokens_before(stretch)[-1])
        ends = self.text[stretch.span.end - 1] in ",.?!…;:—–" or not right or right[0] in ",.;:?!—–"
        return (begins or (said and tokens[0].text[:1].isupper())) and ends

    def _is_utterance(self, stretch: Stretch, tokens: Sequence[Token]) -> bool:
        """Whether words without a cue are a sentence of their own; a title or a slogan is none."""
        if len(tokens) < _WORDS_OF_SPEECH or self.text[stretch.span.end - 1] not in ".?!…":
            return False
        sentence = self.document.sentence_at(stretch.outer.start)
        begins = sentence is not None and sentence.span.start == stretch.outer.start
        return begins and any(token.pos_ in ("VERB", "AUX") for token in tokens)

    def _tokens_before(self, stretch: Stretch) -> list[Token]:
        index = bisect_left(self.offsets, stretch.outer.start)
        return [token for token in self.doc[max(0, index - _REACH) : index] if token.idx >= stretch.paragraph.start]

    def _tokens_after(self, stretch: Stretch) -> list[Token]:
        index = bisect_left(self.offsets, stretch.outer.end)
        return [token for token in self.doc[index : index + _REACH] if token.idx < stretch.paragraph.end]

    def _reports(self, token: Token) -> bool:
        return self.speech.verb_class(token) != ""

    def _cue(self, stretch: Stretch, tokens: Sequence[Token]) -> Cue | None:
        verb = self._governor(tokens) or self._verb_after(stretch) or self._verb_before(stretch)
        return self._as_cue(verb, stretch.outer) if verb is not None else None

    def _as_cue(self, verb: Token, quoted: Span | None = None) -> Cue:
        subject = speaker_of(verb)
        inside = subject is not None and quoted is not None and quoted.start <= subject.idx < quoted.end
        speaker = "" if inside else self._speaker(subject)
        introduced = introduced_by(verb, self.mention_at, quoted)
        speaker = introduced or speaker
        known = speaker or (subject is not None and not inside and subject.pos_ == "PRON")  # "he" may be nobody's
        return Cue(verb, cue_span(verb), speaker if known else beside(verb, self.mention_at, quoted))

    def _governor(self, tokens: Sequence[Token]) -> Token | None:
        """The reporting verb outside that the stretch hangs on, or that hangs on the stretch."""
        inside = range(tokens[0].i, tokens[-1].i + 1)
        for token in tokens:
            if token.head.i not in inside and token.dep_ in _COMPLEMENTS and self._reports(token.head):
                return token.head
        below = (child for token in tokens for child in token.children if child.i not in inside)
        hanging = (child for child in below if child.dep_ in ("parataxis", "ccomp", "advcl", "conj"))
        return next((child for child in hanging if self._reports(child)), None)

    def _verb_after(self, stretch: Stretch) -> Token | None:
        """`,” he told reporters`: the first verb after the mark, within the sentence, if it reports."""
        last, after = self.text[stretch.span.end - 1], self.text[stretch.outer.end : stretch.outer.end + 1]
        if last not in ",?!…—–" and after != ",":
            return None
        return self._first_reporting(self._tokens_after(stretch), (".", "“", '"', ";", ":"))

    def _verb_before(self, stretch: Stretch) -> Token | None:
        """`The minister said: “` and `he said, “`: the nearest reporting verb before the mark."""
        left = self.text[stretch.paragraph.start : stretch.outer.start].rstrip()
        if not left or (left[-1] not in ",:" and not left.endswith(("said", "says", "that"))):
            return None
        return self._first_reporting(reversed(self._tokens_before(stretch)), (".", "”", ";"))

    def _first_reporting(self, tokens: Iterable[Token], ends: tuple[str, ...]) -> Token | None:
        """The first verb that reports, none behind a mark that ends the clause."""
        for token in tokens:
            if token.text in ends:
                return None
            if self._reports(token):
                return token
        return None

    def _carried(self, stretch: Stretch, before: tuple[Stretch, Quote] | None) -> str:
        """The speaker of the quote before, where nothing says that another one speaks."""
        if before is None:
            return ""
        earlier, quote = before
        between = self.text[earlier.outer.end : stretch.outer.start]
        same = earlier.paragraph == stretch.paragraph and between.count(".") <= 1
        alone = stretch.outer.start == stretch.paragraph.start and stretch.outer.end >= stretch.paragraph.end - 1
        return quote.speaker if stretch.carried or same or (alone and not self._words(between)) else ""

    def _words(self, between: str) -> bool:
        return any(char.isalnum() for char in between.rpartition("\n")[2])

    # -- indirect and mixed

    def reported(self, stretches: Sequence[Stretch]) -> Iterator[Quote]:
        """Clauses that depend on a reporting verb or on "according to"."""
        outers = [stretch.outer for stretch in stretches]
        for token in self._telling():
            clause = self._clause_of_source(token) or self._clause_of_verb(token)
            if clause is not None:
                span, cue = clause
                first = bisect_right(outers, span.start, key=lambda outer: outer.end)
                touched = outers[first : bisect_left(outers, span.end, key=lambda outer: outer.start)]
                if touched:  # the parse may leave the closing mark outside
                    span = Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
                yield cue.quote(span, "mixed" if touched else "indirect", self.text)

    def _telling(self) -> Iterator[Token]:
        """The words that may bring a report: verbs of the list, and "according"."""
        table, carriers = columns_of(self.doc), self.speech.carriers
        for index, (word, lemma) in enumerate(zip(table.words, table.lemmas, strict=True)):
            if lemma.lower() in carriers or word.lower() == "according":
                yield self.doc[index]

    def _clause_of_verb(self, verb: Token) -> tuple[Span, Cue] | None:
        if self.speech.verb_class(verb) in ("", "think"):
            return None
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if clause is None or not any(child.dep_ in _CLAUSE_SUBJECTS for child in clause.children):
            return None
        span = self._clause_span(clause)
        return (span, self._as_cue(verb)) if span and not span.start <= verb.idx < span.end else None

    def _clause_span(self, clause: Token) -> Span | None:
        first, last = clause.left_edge, clause.right_edge
        if first.dep_ == "mark" and first.lower_ == "that":
            first = first.nbor(1)
        span = self._trimmed(Span(first.idx, last.idx + len(last.text)))
        return span if len(self._tokens(span)) >= 2 else None

    def _clause_of_source(self, token: Token) -> tuple[Span, Cue] | None:
        """ "According to the UN, …" and "…, according to the UN"."""
        if token.lower_ != "according" or token.i + 1 >= len(self.doc) or token.nbor(1).lower_ != "to":
            return None
        source = (
            token.head
            if token.head.i > token.i
            else next((child for child in token.rights if child.dep_ == "obl"), None)
        )
        sentence = self.document.sentence_at(token.idx)
        if source is None or sentence is None:
            return None
        before = self._trimmed(Span(sentence.span.start, token.idx))
        behind = min(source.right_edge.idx + len(source.right_edge.text), sentence.span.end)  # a tree may reach beyond
        after = self._trimmed(Span(behind, sentence.span.end), final=".")
        span = before if len(before) >= len(after) else after
        cue = Cue(token, Span(token.idx, token.nbor(1).idx + 2), self._speaker(source))
        return (span, cue) if len(self._tokens(span)) >= 2 else None

    def mixed(self, stretches: Sequence[Stretch]) -> Iterator[Quote]:
        """Quoted words inside somebody's reported words or in the name he gives a thing."""
        for stretch in stretches:
            tokens = self._tokens(stretch.span)
            verb = self._verb_above(tokens)
            if verb is not None and speaker_of(verb) is not None:
                cue = self._as_cue(verb, stretch.outer)
                yield cue.quote(self._trimmed(stretch.span, final=".,;"), "mixed", self.text)

    def _verb_above(self, tokens: Sequence[Token]) -> Token | None:
        """The nearest reporting or naming verb whose complement holds the stretch."""
        if not tokens:
            return None
        top = next((token for token in tokens if token.head.i < tokens[0].i or token.head.i > tokens[-1].i), None)
        for _ in range(_CLIMB):
            if top is None or top.head is top or top.dep_ in ("nsubj", "nsubj:pass"):
                return None
            told = self._reports(top.head) and is_told(top.head)
            if told and (trailing := self._trailing(top.head)) is not None:
                return trailing
            if (self._reports(top.head) and not told) or (
                self.speech.names(top.head) and top.dep_ in ("obj", "xcomp", "obl")
            ):
                return top.head
            top = top.head
        return None

    def _trailing(self, verb: Token) -> Token | None:
        """ "She will be charged with "treason", prosecutors said": who says so stands behind."""
        for above in (verb, verb.head):
            found = next((c for c in above.rights if c.dep_ in ("parataxis", "ccomp") and self._reports(c)), None)
            if found is not None:
                return found
        return None

    # -- speakers

    def _speaker(self, subject: Token | None) -> str:
        """The actor that the subject phrase means, "" where no mention stands there."""
        if subject is None:
            return ""
        if self.speech.is_statement(subject):
            author = next((child for child in subject.children if child.dep_ in ("nmod", "nmod:poss")), None)
            if author is None and (made_by := issuer(subject, self.mention_at, self.speech)):
                return made_by
            subject = author or subject
        named = [subject, *(child for child in subject.children if child.dep_ in _NAMING)]
        named += [
            part for child in named[1:] if child.dep_ == "appos" for part in child.children if part.dep_ in _NAMING
        ]
        found = [self.mention_at[token.i] for token in named if token.i in self.mention_at]
        return found[0].actor if found else ""

    def _trimmed(self, span: Span, final: str = "") -> Span:
        start, end = span.start, span.end
        while start < end and self.text[start] in _TRIMMED:
            start += 1
        while end > start and self.text[end - 1] in _TRIMMED + final:
            end -= 1
        return Span(start, end)
