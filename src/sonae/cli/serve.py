"""``sonae serve``: the product in the browser, made ready and started by one command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonae.cli.arguments import given_whole
from sonae.cli.terminal import progress, write_problem
from sonae_core.values.errors import InputError, MachineError

if TYPE_CHECKING:
    from sonae.config.demo import Demo

SUMMARY = "ブラウザで使う画面を動かします"

SETTINGS = "sonae.config.settings"
MOST_PORT = 65_535
WORKERS_A_CORE, MOST_WORKERS = 2, 4
"""The system deals connections to processes by chance: with one process a core, a busy moment can fall to one of them
while a core stands idle. Twice as many share it out."""
THREADS = 2
"""Requests that one process answers side by side: while one waits for the disk, another is computed. More of them only
take Python's lock from one another: with four a fresh result costs a tenth more of the processor."""
GRACE = 10
MOST_TIME_TO_END = 25
BY_FORCE = 1
WAIT_FOR_PORT = 3.0
WAIT_FOR_ANSWER = 60.0
_MATHS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--host", default="127.0.0.1", metavar="住所", help="待ち受けるアドレス（既定: 127.0.0.1）")
    parser.add_argument("--port", default="8000", metavar="番号", help="ポート番号。0なら空いている番号（既定: 8000）")
    parser.add_argument("--workers", default="", metavar="数", help="プロセスの数（既定: コアの数の2倍、4まで）")
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="まだ何もないとき、架空の会社の診断を1つ入れるか（このパソコンの中だけで動かすとき。既定: 入れる）",
    )
    parser.add_argument(
        "--work",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="メールの送信や期限の仕事も一緒に動かすか。「sonae work」を別に動かすときは --no-work（既定: 動かす）",
    )
    parser.epilog = (
        "データはフォルダー var（SONAE_DATA で変えられます）に置きます。終わるには Ctrl-C を押します。"
        "本番での動かし方は docs/how-to/run-for-real.md にあります。"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until told to end. InputError for host and port, MachineError for a port or folder that cannot be used."""
    port = given_whole(args.port, "--port", 0, MOST_PORT)
    workers = given_whole(args.workers, "--workers", 1, 32) if args.workers else _usual_workers()
    local = _is_local(args.host)
    if not local and not os.environ.get("SONAE_HOSTS", "").strip():
        raise InputError(
            "--host",
            f"{args.host} はほかのパソコンからも届くアドレスです",
            "サイトの名前を SONAE_HOSTS に書いてから動かしてください（例: SONAE_HOSTS=sonae.example.jp）",
        )
    _prepare_environment()
    port = _free_port(args.host, port)
    address = f"http://{_in_address(args.host)}:{port}/"
    from sonae.config.processes import AlreadyServedError, refuse_half_restored, sole_server

    folder = _django()
    refuse_half_restored(folder)
    try:
        with sole_server(folder, address):
            demo = _make_ready(demo=args.demo and local)
            return _serve(args.host, port, workers, address, demo, work=args.work)
    except AlreadyServedError as error:
        where = f"（{error.where}）" if error.where else ""
        raise MachineError(
            f"{folder}: このデータのフォルダーでは、もう動いています{where}。"
            "そちらを使うか、止めてから、もう一度実行してください"
        ) from None


# --- before -----------------------------------------------------------------------------------------------------------


def _usual_workers() -> int:
    return min(MOST_WORKERS, WORKERS_A_CORE * (os.cpu_count() or 1))


def _is_local(host: str) -> bool:
    import ipaddress

    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise InputError(
            "--host", f"アドレスとして読めません（{host[:60]}）", "127.0.0.1 や 0.0.0.0 のような数字で書いてください"
        ) from None


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _prepare_environment() -> None:
    """For this process and its children: files for the owner only, one thread a computation, quiet on a terminal."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS  # whatever another project has left there
    for name in _MATHS:
        os.environ.setdefault(name, "1")  # several processes share the cores; threads of one would only get in the way
    if sys.stderr.isatty():
        os.environ.setdefault("SONAE_LOG", "warning")
    os.umask(0o077)


def _free_port(host: str, port: int) -> int:
    """The port, once nobody listens there; a server that has just been ended gets a moment to let go."""
    import errno
    import socket
    import time

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    end = time.monotonic() + WAIT_FOR_PORT
    while True:
        try:
            with socket.create_server((host, port), family=family) as listening:
                return int(listening.getsockname()[1])
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _cannot_listen(host, port, error) from None
            if time.monotonic() > end:
                raise MachineError(
                    f"ポート{port}はほかのプログラムが使っています。"
                    f"それを終わらせるか、--port {_another(port)} のように別の番号にしてください"
                ) from None
        time.sleep(0.2)


def _another(port: int) -> int:
    return port + 1 if port < MOST_PORT else 8000


def _cannot_listen(host: str, port: int, error: OSError) -> MachineError:
    if isinstance(error, PermissionError):
        return MachineError(f"ポート{port}を使う権限がありません。--port 8000 のように1024以上の番号にしてください")
    return MachineError(
        f"{host}: このアドレスでは待ち受けられません（{error.strerror}）。このパソコンのアドレスを指定してください"
    )


def _django() -> Path:
    """Set Django up; the data folder."""
    import django
    from django.conf import settings

    try:
        django.setup()
        return Path(settings.DATA)
    except OSError as error:
        raise MachineError(f"データのフォルダー: {write_problem(error)}（場所は SONAE_DATA で変えられます）") from None


def _make_ready(*, demo: bool) -> Demo | None:
    """Tables, stylesheets, and the demo where it may be; the demo's addresses where it was loaded."""
    from django.conf import settings
    from django.db import connections

    from sonae.config.database import asking
    from sonae.config.environment import OWNS
    from sonae.config.static_files import collect
    from sonae.config.tables import bring_up_to_date

    progress("準備しています…")
    try:
        with asking():
            bring_up_to_date()
            os.environ.pop(OWNS, None)  # the processes that answer need not know how to own the tables
            found = _demo() if demo else None
        collect(settings.STATIC_ROOT, [Path(place) for place in settings.STATICFILES_DIRS])
    except OSError as error:
        raise MachineError(f"{settings.DATA}: {write_problem(error)}") from None
    finally:
        connections.close_all()
    return found


def _demo() -> Demo | None:
    from sonae.config.demo import load
    from sonae.web.clock import now, today

    return load(now(), today())


# --- serving ----------------------------------------------------------------------------------------------------------


def _serve(host: str, port: int, workers: int, address: str, demo: Demo | None, *, work: bool) -> int:
    from sonae.config.processes import SERVER, child_environment, working_beside

    os.environ.update({SERVER: str(os.getpid()), "PYTHONPATH": child_environment()["PYTHONPATH"]})
    server = _web_server(host, port, workers)
    with working_beside() as parts:

        def ready() -> None:
            for part in parts if work else ():
                part.start()
            _tell(address, demo)

        _when_it_answers(host, port, ready)
        _end_for_certain(server)
        _answer_until_told(server)
    with suppress(OSError):
        progress("終わりました。")
    return 0


def _answer_until_told(server: Any) -> None:
    try:
        server.serve()
    except SystemExit as end:
        if end.code:
            raise MachineError(
                "サーバーのプロセスが続けて止まったので、終わります。「sonae doctor」で原因を確かめてください"
            ) from None
    except RuntimeError as error:
        raise MachineError(f"サーバーを起動できません（{str(error)[:80]}）") from None


def _web_server(host: str, port: int, workers: int) -> Any:
    """Granian; its processes are started afresh, never forked, so that no lock and no connection is shared."""
    import multiprocessing

    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from sonae.config.processes import Told

    multiprocessing.set_start_method("spawn", force=True)
    server: Any = Server(
        "sonae.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.main_loop_interrupt = Told()
    if hasattr(signal, "SIGHUP"):  # a terminal that is closed ends us; granian would only start its processes anew
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    return server


def _when_it_answers(host: str, port: int, act: Callable[[], object]) -> None:
    """The worker comes after the pages: at the start every core is needed for them."""
    import threading
    import time

    def wait() -> None:
        end = time.monotonic() + WAIT_FOR_ANSWER
        while not _answers(host, port) and time.monotonic() < end:
            time.sleep(0.1)
        act()

    threading.Thread(target=wait, name="ready", daemon=True).start()


def _end_for_certain(server: Any) -> None:
    """Once told to end we do end, even if a part of us waits for something that never comes."""
    import threading
    import time

    def watch() -> None:
        while not server.interrupt_signal:
            time.sleep(1)
        time.sleep(MOST_TIME_TO_END)
        os._exit(BY_FORCE)

    threading.Thread(target=watch, name="end-for-certain", daemon=True).start()


def _tell(address: str, demo: Demo | None) -> None:
    print(f"備えを動かしています: {address}（終わるには Ctrl-C）", flush=True)
    if demo:
        site = address.rstrip("/")
        print(f"架空の会社の診断結果: {site}{demo.result}", flush=True)
        named = site.replace("//127.0.0.1", "//localhost")  # passkeys want a name
        print(f"架空の代理店の業務画面（12時間、1回だけ）: {named}{demo.sign_in}", flush=True)


def _answers(host: str, port: int) -> bool:
    """Whether anything at all comes back; a whole page is not needed."""
    import http.client

    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (where we ask, not where we listen)
    connection = http.client.HTTPConnection(reach, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()
