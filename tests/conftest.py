"""What holds for all tests."""

import gc

from hypothesis import settings

# An example may take long on a busy machine; that is no fault of what is tested.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """What was imported for the tests stays to their end; to look again and again whether it is garbage took a sixth of a run."""
    gc.collect()
    gc.freeze()
