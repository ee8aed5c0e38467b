"""HTML of the pages. Text of articles and of the table reaches a page only through here, and always escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit


def escape(text: object) -> str:
    """Return `text` so that a browser shows it character by character."""
    return html.escape(str(text), quote=True)


def mark(text: str, start: int, end: int) -> str:
    """Return `text` escaped, with the characters `start:end` marked; a span outside of the text marks nothing."""
    if not 0 <= start < end <= len(text):
        return escape(text)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def mark_all(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """Return `text` escaped, with each span (start, end, CSS class or "", hint) marked; of overlapping ones, the first."""
    parts, place = [], 0
    for start, end, kind, hint in sorted(spans):
        if place <= start < end <= len(text):
            name = f' class="{escape(kind)}"' if kind else ""
            parts += [escape(text[place:start]), f'<mark{name} title="{escape(hint)}">{escape(text[start:end])}</mark>']
            place = end
    return "".join(parts) + escape(text[place:])


def safe_url(url: object) -> str | None:
    """Return `url` if it is an http or https address of a host, else None."""
    try:
        parts = urlsplit(url.strip()) if isinstance(url, str) else None
    except ValueError:
        return None
    return parts.geturl() if parts and parts.scheme in ("http", "https") and parts.netloc else None


def link(url: object, label: object) -> str:
    """Return a link that opens in a new tab and tells the other site nothing; only the label when `url` is not safe."""
    address = safe_url(url)
    if address is None:
        return escape(label)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{escape(label)}</a>'


def claim_link(claim_id: str, label: object) -> str:
    """Return a link to the permanent page of a claim."""
    return f'<a href="claim?claim={escape(quote(claim_id, safe=""))}" target="_self">{escape(label)}</a>'


def table(header: Sequence[str], rows: Iterable[Sequence[object]], caption: str, numbers: Sequence[int] = ()) -> str:
    """Return an HTML table of plain cells; the columns in `numbers` are set as figures, the first cell heads its row."""
    head = "".join(f'<th scope="col"{_figure(i, numbers)}>{escape(name)}</th>' for i, name in enumerate(header))
    body = "".join(f"<tr>{''.join(_cell(i, cell, numbers) for i, cell in enumerate(row))}</tr>" for row in rows)
    return (
        f'<div class="twin" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(index: int, cell: object, numbers: Sequence[int]) -> str:
    text = "" if cell is None else escape(cell)
    return f'<th scope="row">{text}</th>' if index == 0 else f"<td{_figure(index, numbers)}>{text}</td>"


def _figure(index: int, numbers: Sequence[int]) -> str:
    return ' class="figure"' if index in numbers else ""
