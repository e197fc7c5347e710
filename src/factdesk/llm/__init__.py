"""Claims from a language model, off by default: asked for in batches, held against the text, kept."""

from factdesk.llm.access import Access, access
from factdesk.llm.account import Account, account_words
from factdesk.llm.run import Split, split

__all__ = ["Access", "Account", "Split", "access", "account_words", "split"]
