"""The steps that bring an older central database up to this release."""
