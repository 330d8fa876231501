from tests.flows.newsroom import people

__all__ = ["people"]
