"""The faults of a run. Each strikes, is seen to have happened, and is mended."""

from tests.torture.faults.fault import Fault, Strike
from tests.torture.faults.plan import planned

__all__ = ["Fault", "Strike", "planned"]
