"""Tests of imposition."""
