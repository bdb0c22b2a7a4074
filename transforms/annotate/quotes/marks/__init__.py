"""Quotation marks: what stands between them, paired paragraph by paragraph."""
