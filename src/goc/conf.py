"""The table of settings a site may be given by its environment; refuses strange names and values.

Not for what belongs to the register (units, posts, forms): that is data.
`docs/reference/settings.md` is generated from this table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from goc.lib.errors import InputError, WrongUseError

SHORTEST_KEY = 32
TESTING = "GOC_TEST_"


@dataclass(frozen=True)
class Setting:
    """One environment variable: how its text is read, what holds when it is absent, what it means
    (vi).
    """

    name: str
    read: Callable[[str], object]
    default: object
    meaning: str


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("0 hoặc 1")
    return text == "1"


def _port(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) < 65536:
        raise ValueError("địa_chỉ:cổng, ví dụ 127.0.0.1:8000")
    return text


def _database(text: str) -> dict[str, object]:
    url = urlsplit(text)
    if url.scheme not in ("postgres", "postgresql") or not url.path.strip("/"):
        raise ValueError("postgresql://tên:mật_khẩu@máy:cổng/cơ_sở_dữ_liệu")
    query = dict(pair.split("=", 1) for pair in url.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.strip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or query.get("host", "")),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _language(text: str) -> str:
    if text not in ("vi", "en"):
        raise ValueError("vi hoặc en")
    return text


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _secret(text: str) -> str:
    if len(text) < SHORTEST_KEY:
        raise ValueError(f"ít nhất {SHORTEST_KEY} ký tự")
    return text


def _places(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise ValueError("số từ 1 đến 64")
    return int(text)


def _memory(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d*(MB|GB)", text):
        raise ValueError("số MB hoặc GB, ví dụ 512MB")
    return text


SETTINGS = [
    Setting(
        "GOC_SITE",
        Path,
        None,
        "Thư mục của một điểm cài đặt nhúng (SQLite, tệp, bản chốt). Như --site.",
    ),
    Setting(
        "DATABASE_URL",
        _database,
        None,
        "Cơ sở dữ liệu PostgreSQL của máy chủ. Không dùng cùng GOC_SITE.",
    ),
    Setting(
        "GOC_DATA", Path, Path("var/data"), "Thư mục giữ tệp và bản chốt khi dùng DATABASE_URL."
    ),
    Setting(
        "GOC_SECRET_KEY", _secret, None, "Khóa ký phiên làm việc; bắt buộc khi dùng DATABASE_URL."
    ),
    Setting(
        "GOC_HOSTS",
        _names,
        ["localhost", "127.0.0.1", "[::1]"],
        "Các tên máy được phép, cách nhau dấu phẩy.",
    ),
    Setting("GOC_BIND", _port, "127.0.0.1:8000", "Địa chỉ và cổng mà `goc serve` lắng nghe."),
    Setting("GOC_LANGUAGE", _language, "vi", "Ngôn ngữ mặc định của trang và lệnh: vi hoặc en."),
    Setting("GOC_AS", str, "", "Tên đăng nhập mà lệnh chạy dưới quyền. Như --as."),
    Setting("GOC_HTTPS", _flag, False, "1 khi máy chủ đứng sau HTTPS: cookie chỉ đi qua HTTPS."),
    Setting(
        "GOC_ENGINE_QUERIES",
        _places,
        1,
        "Số phép tính số liệu mà một tiến trình chạy cùng lúc; những phép khác chờ theo thứ tự đến.",
    ),
    Setting(
        "GOC_ENGINE_MEMORY",
        _memory,
        "512MB",
        "Bộ nhớ nhiều nhất để tính từ một bản chốt đang mở; quá mức thì ghi tạm ra đĩa.",
    ),
    Setting("GOC_DEBUG", _flag, False, "1 khi phát triển: hiện lỗi đầy đủ."),
]


@dataclass(frozen=True)
class Conf:
    """The values in force, by setting name."""

    values: Mapping[str, object]

    def __getitem__(self, name: str) -> object:
        return self.values[name]

    def number(self, name: str) -> int:
        value = self.values[name]
        assert isinstance(value, int)
        return value

    @property
    def hosts(self) -> list[str]:
        hosts = self.values["GOC_HOSTS"]
        return (
            [h for h in hosts if isinstance(h, str) and h != "*"] if isinstance(hosts, list) else []
        )

    @property
    def embedded(self) -> bool:
        return self.values["DATABASE_URL"] is None

    @property
    def database(self) -> str:
        """How a sentence names the database: the file, or host, port and name; never a password."""
        given = self.values["DATABASE_URL"]
        if not isinstance(given, dict):
            return str(self.folder / "goc.sqlite3")
        return f"{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{given['NAME']}"

    @property
    def folder(self) -> Path:
        """Where files and snapshots are kept: the site's folder, or GOC_DATA beside a server's
        database.
        """
        folder = self.values["GOC_SITE"] if self.embedded else self.values["GOC_DATA"]
        return (folder if isinstance(folder, Path) else Path("var/site")).resolve()


def read(environ: Mapping[str, str]) -> Conf:
    """All settings at once; one sentence that names every strange one, but for those of the
    tests. Raises WrongUseError.
    """
    values, strange = _values(environ)
    faults = [*_unknown(environ), *strange, *_at_odds(environ)]
    if faults:
        raise WrongUseError("Tham số cài đặt không hợp lệ: %(faults)s.", faults="; ".join(faults))
    return Conf(values)


def _unknown(environ: Mapping[str, str]) -> list[str]:
    known = {setting.name for setting in SETTINGS}
    own = (name for name in sorted(environ) if name.startswith("GOC_") and name not in known)
    return [f"{name}: không có tham số này" for name in own if not name.startswith(TESTING)]


def _values(environ: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Each setting's value, and what is said of those that cannot be read."""
    values: dict[str, object] = {}
    faults = []
    for setting in SETTINGS:
        text = environ.get(setting.name, "")
        try:
            values[setting.name] = setting.read(text) if text else setting.default
        except ValueError as why:
            faults.append(f"{setting.name}={text!r}: phải là {why}")
    return values, faults


def _at_odds(environ: Mapping[str, str]) -> list[str]:
    """What must not be given together, and what is missing beside another."""
    if not environ.get("DATABASE_URL"):
        return []
    faults = []
    if environ.get("GOC_SITE"):
        faults.append("GOC_SITE (--site) và DATABASE_URL cùng có: chỉ chọn một")
    if not environ.get("GOC_SECRET_KEY"):
        faults.append("GOC_SECRET_KEY: bắt buộc khi dùng DATABASE_URL")
    return faults


def is_key(text: str) -> bool:
    """Whether a kept secret key is one: a write cut off leaves nothing, a part or zero bytes."""
    return len(text.strip("\0 \r\n\t")) >= SHORTEST_KEY


def check_key(conf: Conf) -> None:
    """Raises InputError when the key that an embedded site keeps is damaged."""
    kept = conf.folder / "secret_key"
    if conf["GOC_SECRET_KEY"] or not kept.exists():
        return
    if not is_key(kept.read_text("utf-8", errors="replace")):
        raise InputError(
            "Khóa bí mật trong tệp %(path)s trống hoặc ngắn hơn %(least)s ký tự. Hãy xóa tệp ấy rồi "
            "chạy `goc migrate` để tạo khóa mới; chỉ mất các phiên đang đăng nhập.",
            path=kept,
            least=SHORTEST_KEY,
        )
