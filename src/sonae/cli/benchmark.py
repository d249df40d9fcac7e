"""``sonae bench``: runs ``bench/``, in the environment that has the peers to compare with."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from sonae_core.values.errors import MachineError

SUMMARY = "速さと正しさを、ほかの道具と並べて測ります"
PASSES_REST = True

ROOT = Path(__file__).resolve().parents[3]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of our own; all go to ``python -m bench``."""
    parser.epilog = "ほかの指定はそのまま bench に渡します。初回は比べる相手の道具を .venv-bench に入れます。"


def run(args: argparse.Namespace) -> int:
    """The exit code of ``python -m bench``; MachineError when there is no such folder."""
    if not (ROOT / "bench" / "__main__.py").is_file():
        raise MachineError("計測のファイル（bench）がありません。配布元のフォルダー一式の中で実行してください")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", "bench", *args.rest], env=environment, check=False).returncode
