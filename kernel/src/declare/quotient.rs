//! Quotient types: four constants, and the equality they need.
//! Given by: the door.
//! Gives: `Quot`, `Quot.mk`, `Quot.lift`, `Quot.ind` in the environment.
//! Holds: they exist at most once, and only beside Lean's own `Eq`.

use crate::environment::{Constant, Environment, Kind, Quotient};
use crate::level::LevelId;
use crate::name::NameId;
use crate::rejection::{Answer, Invalid};
use crate::store::Store;
use crate::term::{Binder, BinderKind, FreeId, TermId};

type Local = (FreeId, Binder, TermId);

/// Adds the four constants.
pub(super) fn admit(environment: &mut Environment, store: &mut Store) -> Answer<()> {
    if !environment.primitives().equality {
        return Err(Invalid::QuotientWithoutEquality.into());
    }
    let constants = Builder::new(store).constants();
    for constant in constants {
        environment.check_new(store, constant.name)?;
        environment.push(constant);
    }
    environment.primitives_mut().quotient = true;
    Ok(())
}

/// What the four types share: `α : Sort u` and `r : α → α → Prop`.
struct Builder<'a> {
    store: &'a mut Store,
    level: NameId,
    element: Local,
    relation: Local,
}

impl<'a> Builder<'a> {
    fn new(store: &'a mut Store) -> Self {
        let level = store.name("u");
        let universe = store.level_parameter(level);
        let universe = store.sort(universe);
        let element = local(store, "α", universe);
        let elements = store.free(element.0);
        let proposition = store.proposition();
        let predicate = store.arrow(elements, proposition);
        let of = store.arrow(elements, predicate);
        let relation = local(store, "r", of);
        Builder { store, level, element, relation }
    }

    fn constants(mut self) -> [Constant; 4] {
        let other = self.store.name("v");
        let (one, two) = (vec![self.level], vec![self.level, other]);
        let of = [self.type_of_type(), self.type_of_make(), self.type_of_lift(other), self.type_of_induct()];
        let [of_type, of_make, of_lift, of_induct] = of;
        [
            self.constant("Quot", &one, of_type, Quotient::Type),
            self.constant("Quot.mk", &one, of_make, Quotient::Make),
            self.constant("Quot.lift", &two, of_lift, Quotient::Lift),
            self.constant("Quot.ind", &one, of_induct, Quotient::Induct),
        ]
    }

    fn constant(&mut self, name: &str, levels: &[NameId], of: TermId, quotient: Quotient) -> Constant {
        let name = self.store.name(name);
        Constant { name, levels: levels.to_vec(), of, kind: Kind::Quotient(quotient) }
    }

    fn elements(&mut self) -> TermId {
        self.store.free(self.element.0)
    }

    /// A constant of quotients at `α` and `r`.
    fn at_relation(&mut self, name: &str) -> TermId {
        let name = self.store.name(name);
        let level = self.store.level_parameter(self.level);
        let constant = self.store.constant(name, &[level]);
        let arguments = [self.elements(), self.store.free(self.relation.0)];
        self.store.apply(constant, &arguments)
    }

    fn type_of_type(&mut self) -> TermId {
        let universe = self.element.2;
        let binders = [implicit(self.element), self.relation];
        self.store.close_pi(&binders, universe)
    }

    fn type_of_make(&mut self) -> TermId {
        let elements = self.elements();
        let value = local(self.store, "a", elements);
        let quotient = self.at_relation("Quot");
        self.store.close_pi(&[implicit(self.element), self.relation, value], quotient)
    }

    /// `(f : α → β) → (∀ a b, r a b → f a = f b) → Quot r → β`.
    fn type_of_lift(&mut self, other: NameId) -> TermId {
        let level = self.store.level_parameter(other);
        let universe = self.store.sort(level);
        let target = local(self.store, "β", universe);
        let targets = self.store.free(target.0);
        let elements = self.elements();
        let arrow = self.store.arrow(elements, targets);
        let function = local(self.store, "f", arrow);
        let respects = self.respects(function, targets, level);
        let respects = local(self.store, "a", respects);
        let quotient = self.at_relation("Quot");
        let result = self.store.arrow(quotient, targets);
        let binders = [implicit(self.element), implicit(self.relation), implicit(target), function, respects];
        self.store.close_pi(&binders, result)
    }

    fn respects(&mut self, function: Local, targets: TermId, level: LevelId) -> TermId {
        let elements = self.elements();
        let (a, b) = (local(self.store, "a", elements), local(self.store, "b", elements));
        let (x, y) = (self.store.free(a.0), self.store.free(b.0));
        let relation = self.store.free(self.relation.0);
        let related = self.store.apply(relation, &[x, y]);
        let function = self.store.free(function.0);
        let (fx, fy) = (self.store.apply(function, &[x]), self.store.apply(function, &[y]));
        let equality = self.store.name("Eq");
        let equality = self.store.constant(equality, &[level]);
        let equal = self.store.apply(equality, &[targets, fx, fy]);
        let result = self.store.arrow(related, equal);
        self.store.close_pi(&[a, b], result)
    }

    /// `(∀ a, β (Quot.mk r a)) → (q : Quot r) → β q`.
    fn type_of_induct(&mut self) -> TermId {
        let quotient = self.at_relation("Quot");
        let proposition = self.store.proposition();
        let predicate = self.store.arrow(quotient, proposition);
        let motive = local(self.store, "β", predicate);
        let elements = self.elements();
        let a = local(self.store, "a", elements);
        let make = self.at_relation("Quot.mk");
        let (holds, x) = (self.store.free(motive.0), self.store.free(a.0));
        let made = self.store.apply(make, &[x]);
        let premise = self.store.apply(holds, &[made]);
        let premise = self.store.close_pi(&[a], premise);
        let premise = local(self.store, "mk", premise);
        let q = local(self.store, "q", quotient);
        let value = self.store.free(q.0);
        let result = self.store.apply(holds, &[value]);
        let binders = [implicit(self.element), implicit(self.relation), implicit(motive), premise, q];
        self.store.close_pi(&binders, result)
    }
}

fn local(store: &mut Store, name: &str, of: TermId) -> Local {
    let name = store.name(name);
    (store.fresh_free(), Binder { name, kind: BinderKind::Explicit }, of)
}

fn implicit((id, binder, of): Local) -> Local {
    (id, Binder { kind: BinderKind::Implicit, ..binder }, of)
}
