//! The `sitegen` command.

mod cli;

use std::process::ExitCode;

/// Many small allocations on several threads: a third faster than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
