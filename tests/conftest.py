"""What holds for all tests."""

from hypothesis import settings

# An example may take long on a busy machine; that is no fault of what is tested.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
