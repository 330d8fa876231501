"""English finite verbs, as far as they can be told by their form: auxiliaries, ~ed, and the
irregular ones that news is told in."""

from __future__ import annotations

AUXILIARIES = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did)"
    r"(?:n['’]t)?"
)
PAST = (
    r"(?:said|told|made|took|got|went|rose|fell|grew|cut|set|put|kept|began|sold|bought|lost|won"
    r"|met|sent|gave|held|led|left|found|saw|paid|built|drew|hit|shut|became|came|ran|spent|brought"
    r"|sought|withdrew|chose|wrote|broke|drove|froze|threw|overtook|beat|spoke|swore|shot"
    r"|cost|slid|shrank|sank|stood|felt|heard|knew|thought|meant|dealt|lent|fought|caught|flew|spread|taught|bore|[a-z]{3,20}ed)"
)
# Forms in ~s that are no plural of a noun as well: not plans or rates, which news also lists.
PRESENT = (
    r"(?:says|faces|plans|expects|makes|remains|includes|belongs|threatens|requires|covers|holds|owns"
    r"|sells|employs|serves|gives|takes|goes|comes|wants|believes|argues|warns|seeks|affects|contains"
    r"|provides|continues|begins|reflects|suggests|means|stands|shows|grows|allows|follows|slows"
    r"|creates|operates|indicates|generates|denies|carries|applies|relies|implies|varies|delivers"
    r"|[a-z]{2,20}(?:ises|izes))"
)
FINITE = rf"(?:{AUXILIARIES}|{PAST}|{PRESENT})"
