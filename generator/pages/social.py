"""Social cards: the picture that other sites show beside a link, drawn without network or fonts of our own."""

import hashlib
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.model.records import Event, Evidence
from generator.pages.entries import FAMILY_OF, date_words, place_words
from generator.pages.facts import Facts

_WIDTH, _HEIGHT, _MARGIN = 1200, 630, 72
_PAPER, _INK, _HEADER = "#fbfaf7", "#16202e", "#12263f"
_COLOURS = {
    "accord": "#1d6b57",
    "pressure": "#8a5a00",
    "force": "#b3261e",
    "word": "#3b5b92",
    "order": "#6b3fa0",
    "other": "#4a5361",
}
_KEY_EVENTS = 12
_FACES = {
    True: (
        "DejaVuSerif-Bold.ttf",
        "LiberationSerif-Bold.ttf",
        "NotoSerif-Bold.ttf",
        "Georgia Bold.ttf",
        "georgiab.ttf",
    ),
    False: ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "arial.ttf"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says; its file name follows from it, so that a card is drawn once and then found again."""

    kicker: str
    title: str
    site: str
    colour: str = _HEADER

    @property
    def uri(self) -> str:
        """Its address under docs/."""
        said = "\n".join((self.kicker, self.title, self.site, self.colour))
        mark = hashlib.sha256(said.encode(errors="replace")).hexdigest()[:16]
        return f"assets/generated/cards/{mark}.png"

    def __call__(self, _: str = "") -> bytes:
        """Draw it: a PNG of 1200 by 630."""
        image = Image.new("L", (_WIDTH, _HEIGHT), 255)
        draw = ImageDraw.Draw(image)
        draw.text((_MARGIN, 70), _printable(self.kicker)[:70], font=_font(32, bold=False), fill=0)
        size, lines = _fitted(_printable(self.title))
        draw.multiline_text((_MARGIN, 140), "\n".join(lines), font=_font(size, bold=True), fill=0, spacing=14)
        draw.text((_MARGIN, _HEIGHT - 96), _printable(self.site)[:60], font=_font(30, bold=False), fill=96)
        out = io.BytesIO()
        self._coloured(image).save(out, "PNG")
        return out.getvalue()

    def _coloured(self, grey: Image.Image) -> Image.Image:
        """Two ramps of a palette: ink on paper, and the card's colour on paper for the bar and the top line."""
        image = grey.point([value // 2 for value in range(256)])
        for box, shade in (((0, 0, _WIDTH, 128), None), ((0, 0, 18, _HEIGHT), 128)):
            image.paste(
                shade if shade is not None else grey.crop(box).point([128 + value // 2 for value in range(256)]), box
            )
        image.putpalette([*_ramp(_INK), *_ramp(self.colour)])
        return image


def _ramp(ink: str) -> list[int]:
    """128 colours from this ink to paper, as one list of red, green and blue."""
    dark, light = ImageColor.getrgb(ink), ImageColor.getrgb(_PAPER)
    return [round(d + (p - d) * n / 127) for n in range(128) for d, p in zip(dark[:3], light[:3], strict=True)]


def site_card(facts: Facts) -> Card:
    """The card of the whole site."""
    # Nothing that changes with each event: every page names this card.
    return Card(
        kicker=facts.words("site.timeline"),
        title=facts.timeline.briefing.title,
        site=facts.timeline.briefing.description,
    )


def cards(facts: Facts) -> dict[str, Card]:
    """The cards of the key developments by event id; "" stands for the site's."""
    return {"": site_card(facts)} | {event.id: _event_card(event, facts) for event in key_events(facts)}


def key_events(facts: Facts) -> list[Event]:
    """The developments that weigh most: many sources, many actors, sure; the newest of equals first."""
    weights = facts.memory.each("weight", facts.by_id, _weight, told=False)  # from nothing but the event
    given = facts.events, weights
    return facts.memory.kept("key events", "", given, lambda: _heaviest(*given))


def _heaviest(events: Sequence[Event], weights: Sequence[tuple[int, int, float]]) -> list[Event]:
    weighed = ((*weight, n) for n, weight in enumerate(weights))
    return [events[n] for *_, n in nlargest(_KEY_EVENTS, weighed)]


def _weight(event: Event) -> tuple[int, int, float]:
    return _articles(event.evidence), len(event.actors), event.confidence


def _articles(evidence: Sequence[Evidence]) -> int:
    return len({quoted.article for quoted in evidence}) if len(evidence) > 1 else len(evidence)


def _event_card(event: Event, facts: Facts) -> Card:
    about = (facts.words.kind(event.type), date_words(event, facts.words), place_words(event, facts))
    kicker = " · ".join(part for part in about if part)
    return Card(
        kicker=kicker,
        title=event.title,
        site=facts.timeline.briefing.title,
        colour=_COLOURS[FAMILY_OF[event.type.value]],
    )


def _fitted(title: str) -> tuple[int, list[str]]:
    for size, width, most in ((72, 26, 4), (58, 33, 5), (46, 42, 6)):
        lines = textwrap.wrap(title, width)
        if len(lines) <= most:
            return size, lines
    return 46, [*lines[:5], lines[5] + "…"]


def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for face in _FACES[bold]:
        try:
            return ImageFont.truetype(face, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
