"""What an article's file holds: the record it speaks for, and the text that every offset counts into."""

from dataclasses import dataclass

from generator.model.records import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as read: line ends are `\\n`, there is no byte order mark, HTML and Markdown are plain text.

    `article` holds what the file says of itself (its id is not given yet) and the digest of its bytes.
    """

    article: Article
    text: str
