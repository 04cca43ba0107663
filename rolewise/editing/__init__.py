"""Help for people who edit `knowledge/`: schemas, new files, what is stale, what is missing."""
