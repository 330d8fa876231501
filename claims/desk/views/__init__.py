"""The desk's pages: permission by declaration, then one query or one verb."""
