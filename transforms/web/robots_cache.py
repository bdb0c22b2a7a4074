"""robots.txt as one process of a run has read it, for the others and for those that come after: a file an origin."""

import uuid
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path


class Shelf:
    """`folder` belongs to one run, which takes it away at its end. What can't be written or read is asked for again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, origin: tuple[str, str, int]) -> bytes | None:
        """The file's bytes, none where the site has no such file; None when nobody of this run has asked."""
        with suppress(OSError):
            return self._path(origin).read_bytes()
        return None

    def put(self, origin: tuple[str, str, int], body: bytes) -> None:
        path = self._path(origin)
        temporary = path.with_suffix(f".{uuid.uuid4().hex}.tmp")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(body)
            temporary.replace(path)

    def _path(self, origin: tuple[str, str, int]) -> Path:
        # A host is a stranger's word, and becomes no path.
        return self.folder / f"{blake2b(repr(origin).encode(), digest_size=16).hexdigest()}.txt"
