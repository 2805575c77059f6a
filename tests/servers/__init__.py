"""The real servers that tests run against: each is started by a test run and stopped by it."""
