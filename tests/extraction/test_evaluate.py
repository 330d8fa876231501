"""``manage.py evaluate``: predictions in the format of the gold set, and its own scores."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SHARED = Path(__file__).resolve().parents[3] / "shared"

ARTICLE = """<html><head><title>가온시, 쉼터 120곳 연다</title>
<meta property="article:published_time" content="2025-07-03T09:00:00+09:00"></head><body>
<h1>가온시, 쉼터 120곳 연다</h1>
<p>가온시는 지난달 20일 무더위 쉼터 120곳을 새로 마련했다고 밝혔다.</p>
<p>로이터통신은 시 관계자를 인용해 예산이 80억 원 늘었다고 보도했다.</p></body></html>"""

# What a gold folder brings: a program that is given the predictions and the articles.
SCORER = """import json, sys
predictions, option, articles, *more = sys.argv[1:]
documents = json.load(open(predictions, encoding="utf-8"))["documents"]
print("scored", len(documents), option, articles, *more)
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_bytes("시는 다리를 고쳤다. 예산은 3억 원이다.\n".encode("cp949"))
    (folder / "not-an-article").mkdir()
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    return folder


def evaluate(*arguments: str | Path) -> str:
    said = io.StringIO()
    call_command("evaluate", *map(str, arguments), stdout=said)
    return said.getvalue()


def predicted(articles: Path, out: Path) -> dict[str, dict[str, Any]]:
    evaluate("--articles", articles, "--out", out)
    written = json.loads(out.read_text(encoding="utf-8"))
    return {document["file"]: document for document in written["documents"]}


def test_every_file_is_a_document(articles: Path, tmp_path: Path) -> None:
    documents = predicted(articles, tmp_path / "pred.json")
    assert documents.keys() == {"a.html", "b.txt"}
    first, second = documents["a.html"], documents["b.txt"]
    assert first["published"] == "2025-07-03"
    assert "published" not in second
    assert [sentence["text"] for sentence in second["sentences"]] == [
        "시는 다리를 고쳤다.",
        "예산은 3억 원이다.",
    ]
    assert "쉼터 120곳을" in first["body"]
    assert "쉼터 120곳 연다" not in first["body"]


def test_a_claim_carries_its_facets(articles: Path, tmp_path: Path) -> None:
    document = predicted(articles, tmp_path / "pred.json")["a.html"]
    sentences = {sentence["id"]: sentence["text"] for sentence in document["sentences"]}
    opened, paid = document["claims"]
    assert opened["quote"] in sentences[opened["sentence"]]
    assert opened["dates"] == [{"start": "2025-06-20", "end": "2025-06-20", "text": "지난달 20일"}]
    assert {"value": 120, "unit": "곳", "text": "120곳"} in opened["quantities"]
    assert opened["directive"] is None
    assert paid["attribution"][0] == "로이터통신"
    assert paid["first_reporter"] == "로이터통신"
    assert paid["hedge"] == "reported"
    assert {"value": 8_000_000_000, "unit": "KRW", "text": "80억 원"} in paid["quantities"]


def test_ids_are_unique_over_all_documents(articles: Path, tmp_path: Path) -> None:
    documents = predicted(articles, tmp_path / "pred.json").values()
    ids = [claim["id"] for document in documents for claim in document["claims"]]
    assert len(ids) == len(set(ids)) >= 4


@pytest.mark.parametrize("errors", [(), ("--errors",)])
def test_the_gold_folder_scores_with_its_own_program(
    errors: tuple[str, ...], articles: Path, gold: Path, tmp_path: Path
) -> None:
    said = evaluate("--articles", articles, "--out", tmp_path / "p", "--gold", gold, *errors)
    assert said.split() == ["scored", "2", "--seeds", str(articles), *errors]


def test_relative_dates_may_be_resolved_against_the_days_the_gold_folder_gives(
    articles: Path, gold: Path, tmp_path: Path
) -> None:
    text = "시는 전날 다리를 고쳤다고 밝혔다. 예산은 3억 원이다."
    (articles / "b.txt").write_text(text, encoding="utf-8")
    given = {"documents": [{"file": "b.txt", "published": {"date": "2025-09-18"}}]}
    (gold / "articles.json").write_text(json.dumps(given), encoding="utf-8")
    out = tmp_path / "p"

    def dates(*arguments: str) -> list[str]:
        evaluate("--articles", articles, "--out", out, "--gold", gold, *arguments)
        documents = json.loads(out.read_text(encoding="utf-8"))["documents"]
        [document] = [one for one in documents if one["file"] == "b.txt"]
        assert "published" not in document  # it is not what the page states
        return [date["start"] for claim in document["claims"] for date in claim["dates"]]

    assert dates() == []
    assert dates("--given-days") == ["2025-09-17"]
    (gold / "articles.json").write_text('{"documents": [1]}', encoding="utf-8")
    with pytest.raises(CommandError, match="format"):
        dates("--given-days")


def test_a_program_that_fails_is_told(articles: Path, gold: Path, tmp_path: Path) -> None:
    (gold / "score.py").write_text("raise SystemExit('no claims.json')", encoding="utf-8")
    with pytest.raises(CommandError, match=r"score\.py") as error:
        evaluate("--articles", articles, "--out", tmp_path / "p", "--gold", gold)
    assert error.value.returncode == 2


def test_what_cannot_be_read_is_named_and_the_rest_is_read(
    articles: Path, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "a.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")
    (articles / "z.txt").write_bytes(b"")
    out = tmp_path / "pred.json"
    said = io.StringIO()
    with pytest.raises(CommandError, match="2 of the files") as error:
        call_command("evaluate", "--articles", articles, "--out", out, "--gold", gold, stdout=said)
    assert error.value.returncode == 2
    told = capsys.readouterr().err
    assert "a.pdf: " in told
    assert "z.txt: " in told
    assert said.getvalue().startswith("scored 2 ")
    assert len(json.loads(out.read_text(encoding="utf-8"))["documents"]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--articles", "no-such-folder", "--out", "{tmp}/p"),
        ("--articles", "{articles}"),
        ("--articles", "{articles}", "--out", "{tmp}/no-such-folder/p"),
        ("--articles", "{articles}", "--out", "{tmp}/p", "--gold", "{tmp}/no-such-folder"),
        ("--articles", "{articles}", "--out", "{tmp}/p", "--given-days"),
        ("--articles", "{articles}", "--out", "{tmp}/p", "--gold", "{articles}", "--given-days"),
        ("--cases", "no-such-file"),
        ("--cases", "{articles}/b.txt", "--given-days"),
        ("--cases", "{articles}/b.txt"),
        ("--cases", "{articles}/a.html", "--gold", "{articles}"),
    ],
)
def test_a_wrong_call_is_told_and_nothing_raises(
    arguments: tuple[str, ...], articles: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError) as error:
        evaluate(*(word.format(articles=articles, tmp=tmp_path) for word in arguments))
    assert error.value.returncode == 2


@pytest.mark.parametrize("line", ["no JSON", "[1]", '{"input": "x"}', "null"])
def test_what_are_no_cases_is_told_in_a_sentence(tmp_path: Path, line: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(CommandError, match="not in the format of cases"):
        call_command("evaluate", cases=[file])


def test_cases_are_counted_by_model(tmp_path: Path) -> None:
    def line(number: int, model: str, text: str, value: str) -> str:
        results = [{"Resolution": {"value": value, "unit": "Dollar"}}]
        case = {"id": f"c{number}", "lang": "ko", "model": model, "input": text, "context": None}
        return json.dumps(case | {"results": results}, ensure_ascii=False)

    file = tmp_path / "cases.jsonl"
    file.write_text(
        "\n".join(
            [
                line(1, "NumberModel", "쉼터는 120곳이다.", "120"),
                line(2, "NumberModel", "쉼터는 120곳이다.", "121"),
                line(3, "CurrencyModel", "5억 달러를 썼다.", "500000000"),
                line(4, "DateExtractor", "5월 3일", ""),
                "",
            ]
        ),
        encoding="utf-8",
    )
    said = evaluate("--cases", file).splitlines()
    assert [row.split() for row in said] == [
        ["cases.jsonl"],
        ["CurrencyModel", "1", "of", "1", "1.000"],
        ["NumberModel", "1", "of", "2", "0.500"],
        ["DateExtractor", "1", "not", "scored"],
    ]
    missed = evaluate("--cases", file, "--errors")
    assert "c2" in missed
    assert "c1" not in missed


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold set is not here")
def test_the_real_scorer_understands_what_is_written(tmp_path: Path) -> None:
    said = evaluate(
        *("--articles", SHARED / "articles", "--gold", SHARED / "gold"),
        *("--out", tmp_path / "pred.json"),
    )
    scores = dict(line.split()[:2] for line in said.splitlines() if len(line.split()) == 2)
    # Each would be 0 or None if its part of the format were not understood.
    for name in (
        "body_recall",
        "sentence_exact_f1",
        "claim_recall_quote",
        "attribution_accuracy_attributed",
        "first_reporter_accuracy",
        "hedge_accuracy_on_matched",
        "type_accuracy_on_matched",
        "quantity_recall",
        "date_recall",
        "directive_exact",
        "checkworthy_precision",
    ):
        assert float(scores[name]) > 0, name
