"""Where a reader can look at a record, mend it, or say that it is wrong."""

from urllib.parse import quote

from generator.model.records import Briefing
from generator.pages.facts import Facts
from generator.pages.text import web_address

# How git hosts call the editing page of a file; the first sign found in the address decides.
_HOSTS = (
    ("gitlab", "{base}/-/edit/{branch}/{path}"),
    ("bitbucket", "{base}/src/{branch}/{path}?mode=edit"),
    ("codeberg", "{base}/_edit/{branch}/{path}"),
    ("gitea", "{base}/_edit/{branch}/{path}"),
    ("forgejo", "{base}/_edit/{branch}/{path}"),
    ("sr.ht", "{base}/tree/{branch}/item/{path}"),
    ("", "{base}/edit/{branch}/{path}"),
)
_ISSUES = (
    ("gitlab", "{base}/-/issues/new?issue[title]={title}&issue[description]={body}"),
    ("", "{base}/issues/new?title={title}&body={body}"),
)


def edit_link(facts: Facts, path: str) -> str:
    """The address that opens this file of `content/` for editing; "" when no place is known."""
    base = facts.editing or facts.timeline.briefing.repository
    if facts.editing:
        return f"{base.rstrip('/')}/{quote(path)}"
    if "{path}" in base:
        return web_address(base.replace("{path}", quote(path)))
    address, _, branch = base.rstrip("/").removesuffix(".git").partition("/tree/")
    shape = next(form for sign, form in _HOSTS if sign in address)
    return web_address(shape.format(base=address, branch=branch or "main", path=quote(path))) if address else ""


def report_link(briefing: Briefing, title: str, page: str) -> str:
    """A mail or an issue with the page already named; "" when the briefing says neither."""
    base = briefing.report or briefing.repository
    named = {"title": quote(title, safe=""), "page": quote(page, safe=""), "body": quote(page, safe="")}
    if "@" in base and "/" not in base:
        return web_address(f"mailto:{base.removeprefix('mailto:')}?subject={named['title']}&body={named['page']}")
    if "{title}" in base or "{page}" in base:
        return web_address(base.replace("{title}", named["title"]).replace("{page}", named["page"]))
    address = base.rstrip("/").removesuffix(".git").partition("/tree/")[0].removesuffix("/issues").removesuffix("/new")
    shape = next(form for sign, form in _ISSUES if sign in address)
    return web_address(shape.format(base=address, **named)) if address else ""
