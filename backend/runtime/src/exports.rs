//! The functions that generated code calls, under the names that objects refer to.
//! Given by: generated code: linked objects by name, code in memory by the addresses of `symbols`.
//! Gives: `output`, `process`, `argument` and `machine`, behind the calling convention of C.
//! Holds: names and signatures are those of the back end's table of run-time functions; a test there compares them.

// The attribute that keeps a name, and slices made of the addresses of constants, count as unsafe.
#![allow(unsafe_code)]

use crate::argument;
use crate::integer::Integer;
use crate::{machine, output, process};

macro_rules! exports {
    ($(fn $name:ident($($argument:ident: $of:ty),*) $(-> $result:ty)? $body:block)*) => {
        $(#[unsafe(no_mangle)]
        extern "C" fn $name($($argument: $of),*) $(-> $result)? $body)*

        /// Names and addresses of everything that generated code may call.
        #[must_use]
        pub fn symbols() -> alloc::vec::Vec<(&'static str, *const u8)> {
            [$((stringify!($name), $name as *const u8)),*].into_iter().collect()
        }
    };
}

exports! {
    fn lumen_print_text(text: *const u8, length: usize) {
        output::print(bytes(text, length));
    }
    fn lumen_print_integer(value: i64) {
        output::print_integer(value);
    }
    fn lumen_print_boolean(value: u8) {
        output::print(if value == 0 { b"false" } else { b"true" });
    }
    fn lumen_halt(text: *const u8, length: usize) -> ! {
        process::halt(bytes(text, length))
    }
    fn lumen_argument_count(count: i64) {
        argument::expect_count(count);
    }
    fn lumen_argument_next() {
        argument::next();
    }
    fn lumen_argument_mark(mark: i64) {
        argument::read(|literal| literal.mark(u8::try_from(mark).unwrap_or_default()));
    }
    fn lumen_argument_integer() -> i64 {
        argument::read(|literal| literal.integer())
    }
    fn lumen_argument_boolean() -> u8 {
        u8::from(argument::read(|literal| literal.boolean()))
    }
    fn lumen_argument_end() {
        argument::read(|literal| literal.end());
    }
    fn lumen_big_push(value: i64) {
        machine::push(Integer::from_machine(value));
    }
    fn lumen_big_literal(text: *const u8, length: usize) {
        machine::push(Integer::from_decimal(bytes(text, length)));
    }
    fn lumen_big_negate() {
        machine::unary(Integer::negate);
    }
    fn lumen_big_add() {
        machine::binary(Integer::add);
    }
    fn lumen_big_subtract() {
        machine::binary(Integer::subtract);
    }
    fn lumen_big_multiply() {
        machine::binary(Integer::multiply);
    }
    fn lumen_big_divide() {
        machine::binary(Integer::divide);
    }
    fn lumen_big_remainder() {
        machine::binary(Integer::remainder);
    }
    fn lumen_big_compare() -> i64 {
        machine::compare() as i64
    }
}

fn bytes(text: *const u8, length: usize) -> &'static [u8] {
    // SAFETY: generated code passes address and length of one of its constants, which live as long as the process.
    unsafe { core::slice::from_raw_parts(text, length) }
}
