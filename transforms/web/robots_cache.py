"""A folder in which the processes of one run share the robots.txt files that they have read: one file for each origin."""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from transforms.atomic_file import replace_file


class RobotsCache:
    """`folder` belongs to one run, which removes it at its end. A file that can't be written or read is fetched again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, origin: tuple[str, str, int]) -> bytes | None:
        """The bytes of robots.txt, empty where the site has none; None when no process of this run has fetched it."""
        with suppress(OSError):
            return self._path(origin).read_bytes()
        return None

    def put(self, origin: tuple[str, str, int], body: bytes) -> None:
        """Stores the file for the other processes; does nothing when the folder can't be written."""
        path = self._path(origin)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, body, many_writers=True, durable=False)

    def _path(self, origin: tuple[str, str, int]) -> Path:
        # The host comes from a stranger's feed, so its hash becomes the file name, not the host itself.
        return self.folder / f"{blake2b(repr(origin).encode(), digest_size=16).hexdigest()}.txt"
