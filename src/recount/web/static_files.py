"""The desk's own scripts, styles and outlines: compressed where they were built so and a browser takes it."""

from __future__ import annotations

import os

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class OwnFiles(StaticFiles):
    """Files of a folder. One that lies there twice, the second time as `.gz`, goes out compressed to whoever takes
    that; none of them holds anything of a record or of a person, so that its length gives nothing away."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, as it is or compressed; 304 where the browser has it."""
        packed = f"{os.fspath(full_path)}.gz"
        if not os.path.isfile(packed):
            return super().file_response(full_path, stat_result, scope, status_code)
        taken = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        sent = (packed, os.stat(packed)) if taken else (full_path, stat_result)
        answer = super().file_response(*sent, scope, status_code)
        answer.headers["Vary"] = "Accept-Encoding"
        if taken:
            answer.headers["Content-Encoding"] = "gzip"
        return answer


def takes_gzip(accepted: str) -> bool:
    """Whether a browser says that it takes files compressed so."""
    for one in accepted.split(","):
        name, _, weight = one.partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
