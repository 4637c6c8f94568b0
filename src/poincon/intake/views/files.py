"""The desk's files to take away: the shop's pieces as another shop system reads them."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poincon.charter.queries import charter
from poincon.foundation import clock
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.dialects.writing import MOST
from poincon.intake.forms import language
from poincon.intake.writing_out import UNTAXED, write_out
from poincon.pricing.queries import NoVatRate, home, vat_rate
from poincon.staff.policies import desk


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest, system: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out all pieces that are not withdrawn, packed, with texts in the reader's language."""
    if system not in MOST:
        raise Http404
    now, packed = clock.now(), io.BytesIO()
    taxed = _taxed() if system == UNTAXED else None
    with TemporaryDirectory() as folder:
        write_out(system=system, folder=Path(folder), language=language(), at=now, taxed=taxed)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
            for path in sorted(Path(folder).iterdir()):
                files.write(path, path.name)
    name = f"{system}-{clock.local_day(now).isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


def _taxed() -> Taxed:
    rate = vat_rate(home(), clock.local_day(clock.now()))
    if rate is None:
        raise NoVatRate(country=home())
    return Taxed(rate, charter().currency)
