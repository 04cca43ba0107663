"""What is measured: each module with a `main()` prints one table. `python -m benchmarks [name …]` runs them."""
