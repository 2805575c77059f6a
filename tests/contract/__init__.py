"""What other programs and old clients rely on: held against what was promised before."""
