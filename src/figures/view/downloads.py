"""What a reader takes away: claims as files that other programs read safely, with what is needed to check and cite them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from figures import registry
from figures.claims import Claim, json_line
from figures.codebook import codebook
from figures.columns import COLUMNS, Column
from figures.table import escape_table, to_claims
from figures.view import wording
from figures.view.filters import Filter, describe

_CONTEXT = 48  # characters of the sentence on each side of a number, to find it again in a text that changed
_LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 (each origin keeps its own)",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True, slots=True)
class View:
    """What is taken away and when: the filter, the revision of the data, the day, and the address of the view."""

    chosen: Filter
    revision: str
    day: date
    address: str = ""

    def words(self) -> str:
        """Return the filter in words."""
        asked = (f"{wording.label(name)}: {_listed(value)}" for name, value in describe(self.chosen).items())
        return "; ".join(asked) or "all claims"

    def citation(self, claims: int) -> str:
        """Return how to cite the claims of this view."""
        where = f" {self.address}." if self.address else ""
        return (
            f"Figures: what each source says, and where sources disagree. {wording.plural(claims, 'claim')} "
            f"({self.words()}), data {self.revision}.{where} Accessed {wording.day(self.day)}."
        )


def to_csv(claims: pa.Table) -> bytes:
    """Return `claims` as CSV in UTF-8 with one header row; no text cell is live as a formula in a spreadsheet."""
    out = io.BytesIO()
    pa_csv.write_csv(escape_table(claims), out, pa_csv.WriteOptions(quoting_style="needed"))
    return out.getvalue()


def to_parquet(claims: pa.Table) -> bytes:
    """Return `claims` as Parquet, without loss."""
    out = io.BytesIO()
    pq.write_table(claims, out, compression="zstd")
    return out.getvalue()


def to_annotations(claims: pa.Table) -> bytes:
    """Return `claims` as a collection of W3C Web Annotations in JSON: each claim with where it is in its document.

    https://www.w3.org/TR/annotation-model/ describes the selectors: the quotation with what is around it, and the position.
    """
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "total": len(claims),
        "items": [_annotation(claim, row) for claim, row in zip(to_claims(claims), claims.to_pylist(), strict=True)],
    }
    return json_line(collection).encode()


def to_package(claims: pa.Table, view: View) -> bytes:
    """Return `claims` as a zipped Data Package: the table as CSV and Parquet, codebook, citation, filters and hashes.

    https://datapackage.org describes datapackage.json, which says what each column means and allows.
    """
    table = to_csv(claims)
    files = {
        "claims.csv": table,
        "claims.parquet": to_parquet(claims),
        "CODEBOOK.md": codebook().encode(),
        "CITATION.txt": view.citation(len(claims)).encode() + b"\n",
        "filters.json": json.dumps(describe(view.chosen), indent=2, default=date.isoformat).encode() + b"\n",
    }
    files["datapackage.json"] = _descriptor(table, view, len(claims))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (*view.day.timetuple()[:3], 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_wikitable(header: Sequence[str], rows: Sequence[Sequence[object]], caption: str) -> str:
    """Return rows of cells as a table in wikitext; no cell is read as wikitext."""
    head = " !! ".join(header)
    body = [f"|-\n| {' || '.join(_wiki(cell) for cell in row)}" for row in rows]
    return "\n".join([f'{{| class="wikitable sortable"\n|+ {_wiki(caption)}\n! {head}', *body, "|}"])


def _wiki(cell: object) -> str:
    text = "" if cell is None else str(cell).replace("\n", " ")
    return (
        text if text.replace(",", "").replace(" ", "").isalnum() or not text else f"<nowiki>{_no_tags(text)}</nowiki>"
    )


def _no_tags(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")


def _listed(value: object) -> str:
    return " or ".join(value) if isinstance(value, tuple) else str(value)


def _annotation(claim: Claim, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": f"urn:figures:{claim.claim_id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "Dataset", "value": {name: value for name, value in row.items() if value is not None}},
        "target": {"source": claim.url or f"urn:figures:{claim.document_id or claim.claim_id}", **_selector(claim)},
    }


def _selector(claim: Claim) -> dict[str, Any]:
    if claim.quote is None or claim.start is None or claim.end is None:
        return {}
    start, end = (position - (claim.quote_start or 0) for position in (claim.start, claim.end))
    quotation = {
        "type": "TextQuoteSelector",
        "exact": claim.quote[start:end],
        "prefix": claim.quote[max(0, start - _CONTEXT) : start],
        "suffix": claim.quote[end : end + _CONTEXT],
    }
    return {"selector": [quotation, {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}]}


def _descriptor(table: bytes, view: View, claims: int) -> bytes:
    resource = {
        "name": "claims",
        "type": "table",
        "path": "claims.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
        "schema": {"fields": [_field(column) for column in COLUMNS], "missingValues": [""]},
    }
    package = {
        "name": "figures-claims",
        "title": "Figures: what each source says, and where sources disagree",
        "description": view.citation(claims),
        "version": view.revision,
        "created": f"{view.day.isoformat()}T00:00:00Z",
        "licenses": [_LICENSE],
        "sources": [
            {"title": f"{origin.name} ({origin.license})"} | ({"path": origin.url} if origin.url else {})
            for origin in registry.origins().values()
        ],
        "resources": [resource],
    }
    return json.dumps(package, indent=2, ensure_ascii=False).encode() + b"\n"


def _field(column: Column) -> dict[str, Any]:
    constraints = {"enum": list(column.allowed)} if column.allowed else {}
    return {
        "name": column.name,
        "title": column.label,
        "type": column.kind,
        "description": column.description + (f" Unit: {column.unit}." if column.unit else ""),
        "constraints": constraints | ({"required": True} if column.required else {}),
    }
