"""Bytes under their digest."""

import hashlib

import pytest

from goc.lib.errors import NotInOrderError
from goc.registry import files

DATA = "Kế hoạch".encode()
SHA = hashlib.sha256(DATA).hexdigest()


def test_the_same_bytes_are_kept_once(site, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(DATA)

    assert [files.put(DATA), files.put(tmp_path / "paper.pdf")] == [(SHA, len(DATA))] * 2
    assert [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()] == [
        f"files/{SHA[:2]}/{SHA}"
    ]
    assert files.checked(SHA).read_bytes() == DATA


@pytest.mark.parametrize(
    ("spoil", "said"), [("change", "đã bị thay đổi"), ("remove", "không còn trong kho")]
)
def test_what_is_no_longer_as_it_was_is_not_given_out(site, spoil, said):
    files.put(DATA)
    path = files.path_of(SHA)
    path.write_bytes(b"other") if spoil == "change" else path.unlink()

    with pytest.raises(NotInOrderError, match=said):
        files.checked(SHA)


def test_a_source_that_fails_leaves_nothing_behind(site, tmp_path):
    with pytest.raises(FileNotFoundError):
        files.put(tmp_path / "absent")
    assert [p for p in site.rglob("*") if p.is_file()] == []
