"""Recognizes files that are neither text nor markup by their first bytes, whatever their declared type is."""

GZIP = b"\x1f\x8b"

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\x00\x00\x01\x00", "a picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (GZIP, "a gzip archive"),
    (b"BZh", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an office document"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"FLV\x01", "a video"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript document"),
)


def file_kind(head: bytes) -> str | None:
    """What the first bytes say that the file is, such as "a PDF"; None when they may be text or markup.

    >>> file_kind(b"%PDF-1.7"), file_kind(b"<!doctype html>")
    ('a PDF', None)
    """
    if head[4:8] == b"ftyp":  # MP4 and similar formats, after four bytes of length
        return "a video"
    return next((kind for signature, kind in SIGNATURES if head.startswith(signature)), None)
