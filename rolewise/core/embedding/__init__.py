"""Sentence embeddings by all-MiniLM-L6-v2 on onnxruntime: no PyTorch, no network. Imports nothing of Rasa."""

from rolewise.core.embedding.opinion import TUNE
from rolewise.core.embedding.session import SentenceEmbedding
from rolewise.core.embedding.weights import EmbeddingUnavailable

__all__ = ["TUNE", "EmbeddingUnavailable", "SentenceEmbedding"]
