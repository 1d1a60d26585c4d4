"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# On a shared machine the time of one example says nothing; in CI the same commit must give the same result.
settings.register_profile("graphcdc", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("graphcdc")
