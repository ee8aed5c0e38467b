"""The dashboard as a web server: app.py with security headers, and the claims of any view at an address of their own.

`figures app` starts it; `streamlit run app.py` shows the same pages without either.
"""

from __future__ import annotations

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from figures.dashboard import bar
from figures.dashboard.store import load, select
from figures.resources import root
from figures.view.downloads import to_csv
from figures.view.filters import Filter, from_query

# Streamlit's client builds styles and code while it runs; what matters is that nothing is asked of another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-src 'self' data: blob:; "
    "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# An address of a page may be passed on as it is; a question, a claim and a version narrow no table.
_KNOWN = {*Filter.__dataclass_fields__, *bar.OTHER_STATE, "v"}


class SecurityHeaders:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_guarded)


async def answer_csv(request: Request) -> Response:
    """Return as CSV the claims that the filter in the address keeps: the same parameters as on the pages.

    Answers 400 and names what it does not know, so that no program takes all claims for some.
    """
    return await run_in_threadpool(_answer_csv, request)


def _answer_csv(request: Request) -> Response:
    store = load()
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    chosen, unknown = from_query(query, store.values())
    unknown += [name for name in query if name not in _KNOWN]
    if unknown:
        return PlainTextResponse(f"unknown: {', '.join(unknown)}\n", 400)
    claims = store.table.take(select(store, chosen).rows)
    return Response(to_csv(claims), media_type="text/csv", headers={"ETag": f'"{store.revision}"'})


ROUTES = [Route("/api/claims.csv", answer_csv)]
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    # Streamlit asks only its websocket for an allowed host; a page of another name must not read the claims either.
    Middleware(TrustedHostMiddleware, allowed_hosts=st.get_option("server.allowedHosts") or ["*"], www_redirect=False),
]
app = st.App(root() / "app.py", routes=ROUTES, middleware=MIDDLEWARE)
