"""What holds for all tests: how long a property takes depends on the machine, and no test may fail for it."""

from hypothesis import HealthCheck, settings

settings.register_profile("ogpkit", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ogpkit")
