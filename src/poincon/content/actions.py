"""What can be done with a page."""

from datetime import datetime

from poincon.charter.promises import keeps
from poincon.content import rendering
from poincon.content.models import TermsVersion


@keeps("terms_version")
def keep_version(*, page: str, language: str, at: datetime) -> TermsVersion:
    """Keep the wording of a page as it stands, once, for whoever accepts it now, and return it."""
    document = rendering.document(page, language)
    same = TermsVersion.objects.filter(page=page, language=document.language, digest=document.digest)
    if found := same.first():
        return found
    row = TermsVersion(
        page=page,
        language=document.language,
        version=document.version,
        digest=document.digest,
        title=document.title,
        html=document.html,
        text=document.text,
        updated_on=document.updated_on,
        kept_at=at,
    )
    # A rival may keep the same wording at the same moment: whoever comes second reads the first one's row.
    TermsVersion.objects.bulk_create([row], ignore_conflicts=True)
    return same.get()
