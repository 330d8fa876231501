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
    r"|sought|withdrew|chose|wrote|broke|drove|froze|threw|overtook|\w{3,}ed)"
)
PRESENT = r"(?:says|faces|plans|expects|makes|remains|includes|\w{2,}(?:ises|izes|ates|ows|ies))"
FINITE = rf"(?:{AUXILIARIES}|{PAST}|{PRESENT})"
