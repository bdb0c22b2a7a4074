"""The kind of a file by its first bytes."""

import pytest

from transforms.file_signatures import SIGNATURES, file_kind


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", "a PDF", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="PNG"),
        pytest.param(b"GIF89a", "a picture", id="GIF"),
        pytest.param(b"RIFF\x24\x00\x00\x00WEBP", "a picture or a sound", id="WebP"),
        pytest.param(b"PK\x03\x04\x14\x00", "a ZIP archive or an office document", id="ZIP"),
        pytest.param(b"\x1f\x8b\x08\x00", "a gzip archive", id="gzip"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42", "a video", id="MP4, behind its length"),
        pytest.param(b"\x00\x00\x00\x18moov", None, id="no MP4 without ftyp"),
        pytest.param(b"<!doctype html>", None, id="HTML"),
        pytest.param(b"\xef\xbb\xbf<rss>", None, id="XML with a byte order mark"),
        pytest.param(b" %PDF-1.7", None, id="a signature that is not at the beginning"),
        pytest.param(b"%PDX", None, id="nearly a signature"),
        pytest.param(b"", None, id="empty"),
    ],
)
def test_file_kind(head: bytes, expected: str | None) -> None:
    assert file_kind(head) == expected


def test_no_signature_hides_another() -> None:
    assert [file_kind(signature) for signature, _ in SIGNATURES] == [kind for _, kind in SIGNATURES]
