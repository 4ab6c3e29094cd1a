//! How each kind of data is written and read.
//! Given by: `save` and `load`.
//! Gives: both directions from one list of fields.
//! Holds: what is written is read back the same; an id is read only if it was defined before.

use super::Item;
use super::load::Loading;
use super::save::Saving;
use crate::declaration::Hint;
use crate::environment::{Constant, ConstructorOf, Inductive, Kind, Quotient, Recursor, Rule};
use crate::level::{Level, LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::term::{Binder, BinderKind, FreeId, NaturalId, Term, TermId, TextId};
use num_bigint::BigUint;

/// Data of a snapshot.
pub(super) trait Coded: Sized {
    /// Appends the data to an item; ids that are new are defined in the snapshot first.
    fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>);

    fn read(loading: &mut Loading<'_>) -> Option<Self>;
}

/// Fields side by side.
macro_rules! record {
    ($name:ident { $($field:ident),* }) => {
        impl Coded for $name {
            fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
                $(self.$field.write(saving, item);)*
            }

            fn read(loading: &mut Loading<'_>) -> Option<Self> {
                Some($name { $($field: Coded::read(loading)?),* })
            }
        }
    };
}

/// A byte for the variant, then its fields.
macro_rules! choice {
    ($name:ident { $($tag:literal = $variant:ident { $($key:tt: $field:ident),* }),* }) => {
        impl Coded for $name {
            fn write(&self, _saving: &mut Saving<'_>, item: &mut Vec<u8>) {
                match self {
                    $($name::$variant { $($key: $field),* } => {
                        item.push($tag);
                        $($field.write(_saving, item);)*
                    })*
                }
            }

            fn read(loading: &mut Loading<'_>) -> Option<Self> {
                Some(match loading.byte()? {
                    $($tag => $name::$variant { $($key: Coded::read(loading)?),* },)*
                    _ => return None,
                })
            }
        }
    };
}

choice!(Item { 1 = Name {}, 2 = Level {}, 3 = Levels {}, 4 = Term {}, 5 = Declaration {}, 6 = End {} });

choice!(Name { 0 = Anonymous {}, 1 = Text { 0: prefix, 1: part }, 2 = Number { 0: prefix, 1: part } });

choice!(Level {
    0 = Zero {},
    1 = Successor { 0: of },
    2 = Max { 0: a, 1: b },
    3 = IMax { 0: a, 1: b },
    4 = Parameter { 0: name }
});

choice!(Term {
    0 = Bound { 0: index },
    1 = Free { 0: id },
    2 = Sort { 0: level },
    3 = Constant { 0: name, 1: levels },
    4 = Apply { 0: function, 1: argument },
    5 = Lambda { 0: binder, 1: domain, 2: body },
    6 = Pi { 0: binder, 1: domain, 2: body },
    7 = Let { name: name, of: of, value: value, body: body },
    8 = Natural { 0: id },
    9 = Text { 0: id },
    10 = Project { 0: name, 1: index, 2: of }
});

record!(Binder { name, kind });

choice!(BinderKind { 0 = Explicit {}, 1 = Implicit {}, 2 = StrictImplicit {}, 3 = Instance {} });

record!(Constant { name, levels, of, kind });

choice!(Kind {
    0 = Axiom {},
    1 = Definition { 0: value, 1: hint },
    2 = Theorem { 0: value },
    3 = Opaque { 0: value },
    4 = Inductive { 0: of },
    5 = Constructor { 0: of },
    6 = Recursor { 0: of },
    7 = Quotient { 0: of }
});

choice!(Hint { 0 = Opaque {}, 1 = Abbreviation {}, 2 = Regular { 0: height } });

record!(Inductive { all, constructors, parameters, indices, recursive, reflexive, nested });

record!(ConstructorOf { inductive, index, parameters, fields });

record!(Recursor { all, parameters, indices, motives, minors, k, rules });

record!(Rule { constructor, fields, result });

choice!(Quotient { 0 = Type {}, 1 = Make {}, 2 = Lift {}, 3 = Induct {} });

/// An id is written as its number in the snapshot.
macro_rules! id {
    ($name:ident, $number:ident, $count:ident) => {
        impl Coded for $name {
            fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
                item.extend(saving.$number(*self).to_le_bytes());
            }

            fn read(loading: &mut Loading<'_>) -> Option<Self> {
                let number = u32::read(loading)?;
                ((number as usize) < loading.store.$count()).then_some($name(number))
            }
        }
    };
}

id!(NameId, name, name_count);
id!(LevelId, level, level_count);
id!(LevelsId, list, levels_count);
id!(TermId, term, term_count);

impl Coded for u32 {
    fn write(&self, _: &mut Saving<'_>, item: &mut Vec<u8>) {
        item.extend(self.to_le_bytes());
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        loading.chunk().map(u32::from_le_bytes)
    }
}

impl Coded for u64 {
    fn write(&self, _: &mut Saving<'_>, item: &mut Vec<u8>) {
        item.extend(self.to_le_bytes());
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        loading.chunk().map(u64::from_le_bytes)
    }
}

impl Coded for bool {
    fn write(&self, _: &mut Saving<'_>, item: &mut Vec<u8>) {
        item.push(u8::from(*self));
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        [false, true].get(loading.byte()? as usize).copied()
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
        count(self.len()).write(saving, item);
        self.iter().for_each(|it| it.write(saving, item));
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        (0..u32::read(loading)?).map(|_| T::read(loading)).collect()
    }
}

fn write_bytes(bytes: &[u8], saving: &mut Saving<'_>, item: &mut Vec<u8>) {
    count(bytes.len()).write(saving, item);
    item.extend(bytes);
}

fn read_bytes<'a>(loading: &mut Loading<'a>) -> Option<&'a [u8]> {
    let length = u32::read(loading)?;
    loading.take(length as usize)
}

impl Coded for Box<str> {
    fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
        write_bytes(self.as_bytes(), saving, item);
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        std::str::from_utf8(read_bytes(loading)?).ok().map(Into::into)
    }
}

impl Coded for NaturalId {
    fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
        write_bytes(&saving.store.natural_at(*self).to_bytes_le(), saving, item);
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        let number = BigUint::from_bytes_le(read_bytes(loading)?);
        Some(loading.store.load_natural(number))
    }
}

impl Coded for TextId {
    fn write(&self, saving: &mut Saving<'_>, item: &mut Vec<u8>) {
        write_bytes(saving.store.text_at(*self).as_bytes(), saving, item);
    }

    fn read(loading: &mut Loading<'_>) -> Option<Self> {
        let text = std::str::from_utf8(read_bytes(loading)?).ok()?;
        Some(loading.store.load_text(text))
    }
}

/// Declarations that were checked have no free variables.
impl Coded for FreeId {
    fn write(&self, _: &mut Saving<'_>, _: &mut Vec<u8>) {}

    fn read(_: &mut Loading<'_>) -> Option<Self> {
        None
    }
}

/// A number that fits: what is counted is in memory.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
