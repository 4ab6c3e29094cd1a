//! The names of Lean's core that elaboration itself writes down.
//! Given by: nobody; the list is written here.
//! Gives: `Known`, interned once for each run.
//! Holds: a name here need not exist in the environment; whoever uses it finds out.

use kernel::{NameId, Store};

macro_rules! known {
    ($($field:ident = $text:literal,)*) => {
        /// Interned names of Lean's core.
        #[derive(Clone, Copy, Debug)]
        #[allow(missing_docs, reason = "each field is the name written beside it")]
        pub struct Known {
            /// The prefix of the names of level holes.
            pub level_hole: NameId,
            $(pub $field: NameId,)*
        }

        impl Known {
            /// Interns all of them.
            pub fn new(store: &mut Store) -> Self {
                Known { level_hole: store.name_text(NameId::ANONYMOUS, "?u"), $($field: store.name($text),)* }
            }
        }
    };
}

known! {
    nat = "Nat",
    nat_zero = "Nat.zero",
    nat_succ = "Nat.succ",
    nat_add = "Nat.add",
    nat_sub = "Nat.sub",
    nat_mul = "Nat.mul",
    nat_pow = "Nat.pow",
    nat_div = "Nat.div",
    nat_mod = "Nat.mod",
    nat_beq = "Nat.beq",
    nat_ble = "Nat.ble",
    nat_pred = "Nat.pred",
    int = "Int",
    int_of_nat = "Int.ofNat",
    int_neg_succ = "Int.negSucc",
    string = "String",
    character = "Char",
    char_of_nat = "Char.ofNat",
    boolean = "Bool",
    bool_true = "Bool.true",
    bool_false = "Bool.false",
    true_type = "True",
    true_intro = "True.intro",
    false_type = "False",
    false_elim = "False.elim",
    eq = "Eq",
    eq_refl = "Eq.refl",
    eq_symm = "Eq.symm",
    eq_trans = "Eq.trans",
    eq_mp = "Eq.mp",
    eq_rec = "Eq.rec",
    eq_ndrec = "Eq.ndrec",
    heq = "HEq",
    heq_refl = "HEq.refl",
    rfl = "rfl",
    ne = "Ne",
    iff = "Iff",
    not = "Not",
    and = "And",
    or = "Or",
    exists = "Exists",
    subtype = "Subtype",
    prod = "Prod",
    prod_mk = "Prod.mk",
    pprod = "PProd",
    pprod_mk = "PProd.mk",
    sigma = "Sigma",
    psigma = "PSigma",
    unit = "Unit",
    unit_unit = "Unit.unit",
    punit = "PUnit",
    punit_unit = "PUnit.unit",
    list = "List",
    list_nil = "List.nil",
    list_cons = "List.cons",
    of_nat = "OfNat.ofNat",
    of_nat_class = "OfNat",
    inst_of_nat = "instOfNatNat",
    neg = "Neg.neg",
    hadd = "HAdd.hAdd",
    mem = "Membership.mem",
    ite = "ite",
    dite = "dite",
    decidable = "Decidable",
    decide = "Decidable.decide",
    quot_lift = "Quot.lift",
    quot_ind = "Quot.ind",
    quot_mk = "Quot.mk",
    out_param = "outParam",
    semi_out_param = "semiOutParam",
    opt_param = "optParam",
    auto_param = "autoParam",
    absurd = "absurd",
    trans_class = "Trans",
    trans = "Trans.trans",
    self_name = "self",
    this = "this",
    motive = "motive",
    unknown = "?unknown",
    congr_arg = "congrArg",
}

impl Known {
    /// Whether a function on natural numbers is computed here and never unfolded by its definition.
    #[must_use]
    pub fn is_natural_operation(&self, name: NameId) -> bool {
        self.recurses_right(name)
            || name == self.nat_div
            || name == self.nat_mod
            || name == self.nat_beq
            || name == self.nat_ble
            || name == self.nat_pred
    }

    /// Whether a name marks a parameter as optional or as an output, without other meaning.
    #[must_use]
    pub fn is_parameter_mark(&self, name: NameId) -> bool {
        name == self.opt_param
            || name == self.auto_param
            || name == self.out_param
            || name == self.semi_out_param
    }

    /// Whether a function is one that may be unfolded where it cannot be computed.
    #[must_use]
    pub fn is_natural_division(&self, name: NameId) -> bool {
        name == self.nat_div || name == self.nat_mod
    }

    /// Whether a function on natural numbers recurses on its second argument.
    #[must_use]
    pub fn recurses_right(&self, name: NameId) -> bool {
        name == self.nat_add || name == self.nat_sub || name == self.nat_mul || name == self.nat_pow
    }
}
