"""The command `goc`: finds the room a command belongs to, opens the site, turns errors into
sentences and exit codes.

0 done · 1 failed or not in order · 2 wrong use. Global options may stand before or after the
command.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from gettext import translation
from importlib import import_module
from pathlib import Path

import click

from goc import conf
from goc.audit.origin import coming_from
from goc.lib.errors import GocError, WrongUseError
from goc.lib.mishaps import understood
from goc.lib.privacy import keep_private
from goc.viet.cleaning import tidy

# command: (module:attribute, whether it opens a site)
COMMANDS = {
    "demo": ("goc.demo.cli:demo", False),
    "init": ("goc.home.cli:init", True),
    "serve": ("goc.home.cli:serve", True),
    "migrate": ("goc.home.cli:migrate", True),
    "log": ("goc.home.log_cli:log", True),
    "doctor": ("goc.home.cli:doctor", True),
    "user": ("goc.units.cli:user", True),
    "units": ("goc.units.cli:units", True),
    "people": ("goc.people.cli:people", True),
    "training": ("goc.training.cli:training", True),
    "lists": ("goc.imports.cli:lists", True),
    "snapshot": ("goc.snapshots.cli:snapshot", True),
    "figures": ("goc.figures.cli:figures", True),
    "dossier": ("goc.summing_up.cli:dossier", True),
    "claims read": ("goc.claims.cli:read", False),
    "claims check": ("goc.figures.claims_cli:check", True),
    "paper": ("goc.papers.cli:paper", False),
    "directive": ("goc.claims.cli:directive", False),
    "bench": ("goc.home.bench_cli:bench", False),
}
HERE = "local"
"""The address that the log keeps of a command."""
LINKING = 5.0  # seconds at the end of a command
GLOBAL = {"--site": "GOC_SITE", "--as": "GOC_AS", "--lang": "GOC_LANGUAGE"}


GROUPS = {"claims": "Số liệu trong văn xuôi: tìm, soát phép tính, đối chiếu với bản chốt."}
"""Groups whose commands live in different rooms."""


class Rooms(click.Group):
    """Imports a room only when its command is called, so that `goc claims read` needs no site and
    no database.
    """

    prefix = ""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        inside = [
            name.removeprefix(self.prefix) for name in COMMANDS if name.startswith(self.prefix)
        ]
        return sorted({name.split(" ")[0] for name in inside})

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = self.prefix + cmd_name
        if name in GROUPS:
            group = Rooms(name=cmd_name, help=GROUPS[name])
            group.prefix = f"{name} "
            return group
        if name not in COMMANDS:
            return None
        target, needs_site = COMMANDS[name]
        if needs_site:
            open_site(look_only=name == "doctor")
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return tidied(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if COMMANDS.get(f"{self.prefix}{name}", ("", False))[1]:
            ctx.find_root().call_on_close(close_site)
        return name, command, rest


class Text(click.ParamType):  # type: ignore[type-arg]  # generic only in the stubs
    """Words in the letters of this site; paths of files are taken as they are."""

    name = "text"

    def convert(
        self, value: str, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> str:
        return tidy(value)


def tidied(command: click.Command) -> click.Command:
    """The command and those below it, every word that is typed read as `Text`."""
    for param in command.params:
        if param.type is click.STRING:
            param.type = Text()
    for below in getattr(command, "commands", {}).values():
        tidied(below)
    return command


def open_site(*, look_only: bool = False) -> None:
    """Raises InputError for a damaged secret key, unless the command only looks."""
    import django  # slow: only for commands that open a site
    from django.conf import settings

    keep_private()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
    if not look_only:
        conf.check_key(settings.CONF)
    django.setup()


def close_site() -> None:
    """Links what the command wrote to the log. What hinders that, `goc doctor` tells."""
    from django.db import DatabaseError, connection  # a site is open only now

    from goc.audit.chaining import link_events

    if connection.connection is not None:
        with suppress(DatabaseError):
            link_events(seconds=LINKING)


@click.group(cls=Rooms)
@click.version_option(package_name="goc")
@click.option(
    "--site",
    metavar="DIR",
    help="Thư mục của điểm cài đặt nhúng (hoặc GOC_SITE; máy chủ: DATABASE_URL).",
)
@click.option(
    "--as", "as_login", metavar="LOGIN", help="Chạy với phạm vi và quyền của người dùng này."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ của thông báo.")
def goc(site: str | None, as_login: str | None, lang: str | None) -> None:
    """Gốc: hồ sơ của chương trình đào tạo cán bộ và các văn bản phải nộp, số liệu nào cũng truy
    được nguồn.
    """


def _globals_first(arguments: list[str]) -> list[str]:
    """Moves the global options to the front and into the environment, wherever they stood."""
    front, rest, words = [], [], iter(arguments)
    for word in words:
        name, given, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in GLOBAL:
            value = value if given else next(words, "")
            if not value or value.startswith("--"):
                raise WrongUseError("Tùy chọn %(name)s cần một giá trị.", name=name)
            front += [name, value]
            os.environ[GLOBAL[name]] = value
        else:
            rest.append(word)
    return front + rest


def sentence(error: BaseException) -> str | None:
    """What to tell the user, in their language; None for an error that is ours and wants its
    traceback.
    """
    known = error if isinstance(error, GocError) else understood(error, _database())
    return translated(known) if known else None


def _database() -> str:
    try:
        return conf.read(os.environ).database
    except WrongUseError:
        return ""


def translated(error: GocError) -> str:
    """In the chosen language. Without Django, which may be what cannot be set up."""
    language = os.environ.get("GOC_LANGUAGE", "vi")
    catalogue = translation("django", Path(__file__).parent / "locale", [language], fallback=True)
    template = catalogue.gettext(error.template)
    return template % error.params if error.params else template


def main(arguments: list[str] | None = None) -> None:
    code = 0
    try:
        words = _globals_first(sys.argv[1:] if arguments is None else arguments)
        with coming_from(address=HERE):
            result = goc.main(words, standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        code = 1
    except click.exceptions.Exit as error:
        code = error.exit_code
    except Exception as error:
        message = sentence(error)
        if message is None:
            raise
        click.echo(message, err=True)
        code = error.exit_code if isinstance(error, GocError) else 1
    sys.exit(code)


if __name__ == "__main__":
    main()
