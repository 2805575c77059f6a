"""Every table in one import: for the migrations, and for nothing else."""

from carecircle.auth import models as auth  # noqa: F401
from carecircle.care.agenda import models as agenda  # noqa: F401
from carecircle.care.chat import models as chat  # noqa: F401
from carecircle.care.emergencies import models as emergencies  # noqa: F401
from carecircle.care.families import models as families  # noqa: F401
from carecircle.care.medications import models as medications  # noqa: F401
from carecircle.care.notes import models as notes  # noqa: F401
from carecircle.care.notifications import models as feed  # noqa: F401
from carecircle.care.observations import models as observations  # noqa: F401
from carecircle.care.outreach import models as reaching  # noqa: F401
from carecircle.care.recipients import models as recipients  # noqa: F401
from carecircle.care.sheets import models as sheets  # noqa: F401
from carecircle.care.shifts import models as shifts  # noqa: F401
from carecircle.care.thresholds import models as thresholds  # noqa: F401
from carecircle.events import models as events  # noqa: F401
