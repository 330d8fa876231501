"""Two short articles of our own on one matter, and people to judge them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from claims.people.models import Machine, User
from claims.people.services import declare_interests, enrol
from claims.reference.models import Entity
from claims.reference.services import Name, name_entity, save_entity

PASSWORD = "a-long-enough-passphrase-7"

HANBIT = """\
<!doctype html><html lang="ko"><head>
<title>가온시 “무더위 쉼터 120곳 운영”</title>
<meta property="og:title" content="가온시 “무더위 쉼터 120곳 운영”">
<meta property="og:site_name" content="한빛경제">
<meta property="article:published_time" content="2025-07-02T09:00:00+09:00">
</head><body><article>
<h1>가온시 “무더위 쉼터 120곳 운영”</h1>
<p>가온시는 올여름 무더위 쉼터 {shelters}곳을 운영한다고 2일 밝혔다.</p>
<p>가온시에 따르면 지난달 온열질환자는 45명으로 집계됐다.</p>
<p>시는 엔비디아의 H20 칩을 쓰는 폭염 예측 시스템도 도입한다고 설명했다.</p>
</article></body></html>
"""

NARU = """\
가온시 무더위 쉼터 점검

2025년 7월 3일

가온시는 올여름 무더위 쉼터 95곳을 운영한다고 3일 밝혔다.

가온시 관계자는 지난달 온열질환자가 45명이라고 말했다.
"""


@pytest.fixture
def people(transactional_db: None) -> dict[str, User]:
    """A reviewer and an editor, with the reference data that a new installation has."""
    call_command("prepare", verbosity=0)
    machine = Machine("tests")
    gaon = save_entity(entity=Entity(slug="gaon", kind="place"), by=machine)
    name_entity(entity=gaon, names=[Name("ko", "가온시", preferred=True)], by=machine)
    staff = {
        name: enrol(username=name, display_name=name, password=PASSWORD, roles=[role], by=machine)
        for name, role in (("minjun", "reviewer"), ("seoyeon", "editor"))
    }
    for user in staff.values():
        declare_interests(by=user, text="", entities=[], valid_until=localdate())
    return staff
