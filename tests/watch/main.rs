//! `sitegen watch` from outside: what it serves and to whom, that it follows every kind of change
//! of every kind of input.

mod alone;
mod matrix;
mod serving;
mod site;
mod watching;
