"""Reporting's pages at the desk."""
