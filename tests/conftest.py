"""What holds for all tests: how long a property takes depends on the machine, and no test may fail for it."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ogpkit", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ogpkit")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Results of checks are kept beside the tests, not in the cache of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OGPKIT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
