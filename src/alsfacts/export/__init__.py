"""Exports: tables, bibliographies, graphs, statements and genome files."""
