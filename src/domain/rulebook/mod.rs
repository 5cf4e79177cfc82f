//! The law as dated data, and how it is applied: facts in, verdict out.
