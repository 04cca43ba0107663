"""Pages of HTML: the comparison of roles, and the demo jobs site around it."""
