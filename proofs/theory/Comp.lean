/-
The rules of computations: one for each way to build one, for `Total` and for `Partial`.
Given by: the definitions of `meaning/Comp.lean`. Gives: the spine of every proof of a cell's statement.
Holds: theorems about those definitions; `Fine` and `Settled` are used in proofs only, never in a statement.

The verifier applies the rules with all arguments, implicit ones too, in the order in which they stand in the rule's type:
types, then `S` (and `T`), then postconditions, then programs, then proofs.
-/

namespace Lumen

/-! Sites. -/

theorem sites_nil {s : Nat} (h : sites [] s) : False := h

theorem sites_head {a : Nat} {l : List Nat} : sites (a :: l) a := Or.inl rfl

theorem sites_tail {a s : Nat} {l : List Nat} (h : sites l s) : sites (a :: l) s := Or.inr h

/-! Outcomes. -/

theorem Good.mono {α : Type} {S T : Nat → Prop} {Q R : α → Prop} (hs : ∀ s, S s → T s) (hq : ∀ a, Q a → R a)
    (o : Outcome α) (h : Good S Q o) : Good T R o :=
  Outcome.rec (motive := fun o => Good S Q o → Good T R o)
    (fun a ha => hq a ha) (fun s h => hs s h) (fun _ => trivial) (fun h => h) o h

theorem Good.at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} (hs : ∀ s, T s → S site)
    (o : Outcome α) (h : Good T Q o) : Good S Q (Outcome.at site o) :=
  Outcome.rec (motive := fun o => Good T Q o → Good S Q (Outcome.at site o))
    (fun _ ha => ha) (fun s h => hs s h) (fun _ => trivial) (fun h => h) o h

/-- An outcome that `Partial` allows: a good one, or none yet. -/
def Fine {α : Type} (S : Nat → Prop) (Q : α → Prop) : Outcome α → Prop
  | .ok r => Q r
  | .halt s => S s
  | .exhausted => True
  | .more => True

theorem fine_iff {α : Type} {S : Nat → Prop} {Q : α → Prop} (o : Outcome α) :
    (o = Outcome.more ∨ Good S Q o) ↔ Fine S Q o :=
  Iff.intro
    (fun h => Or.elim h
      (fun e => Eq.subst (motive := fun o => Fine S Q o) (Eq.symm e) trivial)
      (fun g => Outcome.rec (motive := fun o => Good S Q o → Fine S Q o)
        (fun _ h => h) (fun _ h => h) (fun _ => trivial) (fun _ => trivial) o g))
    (fun h => Outcome.rec (motive := fun o => Fine S Q o → o = Outcome.more ∨ Good S Q o)
      (fun _ h => Or.inr h) (fun _ h => Or.inr h) (fun _ => Or.inr trivial) (fun _ => Or.inl rfl) o h)

theorem Fine.bind {α β : Type} {S : Nat → Prop} {Q : α → Prop} {R : β → Prop} {k : α → Outcome β}
    (o : Outcome α) (h : Fine S Q o) (hk : ∀ a, Q a → Fine S R (k a)) : Fine S R (Outcome.bind o k) :=
  Outcome.rec (motive := fun o => Fine S Q o → Fine S R (Outcome.bind o k))
    (fun a ha => hk a ha) (fun _ h => h) (fun _ => trivial) (fun _ => trivial) o h

theorem Fine.at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} (hs : ∀ s, T s → S site)
    (o : Outcome α) (h : Fine T Q o) : Fine S Q (Outcome.at site o) :=
  Outcome.rec (motive := fun o => Fine T Q o → Fine S Q (Outcome.at site o))
    (fun _ ha => ha) (fun s h => hs s h) (fun _ => trivial) (fun _ => trivial) o h

theorem Fine.mono {α : Type} {S : Nat → Prop} {Q R : α → Prop} (hq : ∀ a, Q a → R a)
    (o : Outcome α) (h : Fine S Q o) : Fine S R o :=
  Outcome.rec (motive := fun o => Fine S Q o → Fine S R o)
    (fun a ha => hq a ha) (fun _ h => h) (fun _ => trivial) (fun _ => trivial) o h

/-! `Total`: introduction, elimination, consequence. -/

theorem Total.intro {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} (N : Nat) (o : Outcome α)
    (below : ∀ n, n < N → m n = Outcome.more) (above : ∀ n, N ≤ n → m n = o) (good : Good S Q o) : Total S m Q :=
  Exists.intro N (Exists.intro o (And.intro below (And.intro above good)))

theorem Total.elim {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} {P : Prop} (h : Total S m Q)
    (k : ∀ (N : Nat) (o : Outcome α), (∀ n, n < N → m n = Outcome.more) → (∀ n, N ≤ n → m n = o) → Good S Q o → P) : P :=
  Exists.elim h (fun N hN => Exists.elim hN (fun o ho =>
    k N o (And.left ho) (And.left (And.right ho)) (And.right (And.right ho))))

/-- One outcome at every fuel. -/
theorem Total.always {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} (o : Outcome α)
    (all : ∀ n, m n = o) (good : Good S Q o) : Total S m Q :=
  Total.intro 0 o (fun n h => absurd h (Nat.not_lt_zero n)) (fun n _ => all n) good

/-- A weaker postcondition, more sites. -/
theorem Total.weaken {α : Type} {S T : Nat → Prop} {Q R : α → Prop} {m : Comp α} (hs : ∀ s, S s → T s)
    (hq : ∀ a, Q a → R a) (h : Total S m Q) : Total T m R :=
  Total.elim h (fun N o below above good => Total.intro N o below above (Good.mono hs hq o good))

/-- A weaker postcondition. -/
theorem Total.mono {α : Type} {S : Nat → Prop} {Q R : α → Prop} {m : Comp α} (hq : ∀ a, Q a → R a)
    (h : Total S m Q) : Total S m R :=
  Total.weaken (fun _ h => h) hq h

theorem Total.partial {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} (h : Total S m Q) : Partial S m Q :=
  Total.elim h (fun N o below above good => fun n => Or.elim (Nat.lt_or_ge n N)
    (fun l => Or.inl (below n l))
    (fun g => Or.inr (Eq.subst (motive := fun o => Good S Q o) (Eq.symm (above n g)) good)))

/-! `Total`: one rule for each constructor of core. -/

theorem Total.ok {α : Type} {S : Nat → Prop} {Q : α → Prop} {a : α} (h : Q a) : Total S (Comp.ok a) Q :=
  Total.always (Outcome.ok a) (fun _ => rfl) h

theorem Total.halt {α : Type} {S : Nat → Prop} {Q : α → Prop} {s : Nat} (h : S s) : Total S (Comp.halt s) Q :=
  Total.always (Outcome.halt s) (fun _ => rfl) h

theorem Comp.bind_eq {α β : Type} {m : Comp α} {k : α → Comp β} {n : Nat} {o : Outcome α} (h : m n = o) :
    Comp.bind m k n = Outcome.bind o (fun a => k a n) :=
  congrArg (fun o => Outcome.bind o (fun a => k a n)) h

/-- The rule of `bind` where the first computation ends with a value. -/
theorem Total.bind_value {α β : Type} {S : Nat → Prop} {R : β → Prop} {m : Comp α} {k : α → Comp β} {N : Nat} {a : α}
    (below : ∀ n, n < N → m n = Outcome.more) (above : ∀ n, N ≤ n → m n = Outcome.ok a)
    (hk : Total S (k a) R) : Total S (Comp.bind m k) R :=
  Total.elim hk (fun M o below' above' good => Or.elim (Nat.le_total N M)
    (fun le => Total.intro M o
      (fun n hn => Or.elim (Nat.lt_or_ge n N)
        (fun l => Comp.bind_eq (below n l))
        (fun g => Eq.trans (Comp.bind_eq (above n g)) (below' n hn)))
      (fun n hn => Eq.trans (Comp.bind_eq (above n (Nat.le_trans le hn))) (above' n hn))
      good)
    (fun ge => Total.intro N o
      (fun n hn => Comp.bind_eq (below n hn))
      (fun n hn => Eq.trans (Comp.bind_eq (above n hn)) (above' n (Nat.le_trans ge hn)))
      good))

theorem Total.bind {α β : Type} {S : Nat → Prop} {Q : α → Prop} {R : β → Prop} {m : Comp α} {k : α → Comp β}
    (h : Total S m Q) (hk : ∀ a, Q a → Total S (k a) R) : Total S (Comp.bind m k) R :=
  Total.elim h (fun N o below above good =>
    Outcome.rec (motive := fun o => (∀ n, N ≤ n → m n = o) → Good S Q o → Total S (Comp.bind m k) R)
      (fun a above good => Total.bind_value below above (hk a good))
      (fun s above good => Total.intro N (Outcome.halt s)
        (fun n hn => Comp.bind_eq (below n hn)) (fun n hn => Comp.bind_eq (above n hn)) good)
      (fun above _ => Total.intro N Outcome.exhausted
        (fun n hn => Comp.bind_eq (below n hn)) (fun n hn => Comp.bind_eq (above n hn)) trivial)
      (fun _ good => False.elim good)
      o above good)

/-- A call whose sites are accounted for. -/
theorem Total.at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : ∀ s, T s → S site)
    (h : Total T m Q) : Total S (Comp.at site m) Q :=
  Total.elim h (fun N o below above good => Total.intro N (Outcome.at site o)
    (fun n hn => congrArg (fun o => Outcome.at site o) (below n hn))
    (fun n hn => congrArg (fun o => Outcome.at site o) (above n hn))
    (Good.at hs o good))

/-- A call of a cell that never halts. -/
theorem Total.called {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : ∀ s, T s → False)
    (h : Total T m Q) : Total S (Comp.at site m) Q :=
  Total.at (fun s ht => False.elim (hs s ht)) h

/-- A call of a cell that may halt, at a site where the caller may halt. -/
theorem Total.called_at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : S site)
    (h : Total T m Q) : Total S (Comp.at site m) Q :=
  Total.at (fun _ _ => hs) h

/-- A check that holds. -/
theorem Total.guard {α : Type} {S : Nat → Prop} {Q : α → Prop} {b : Bool} {s : Nat} {m : Comp α}
    (hb : b = Bool.true) (h : Total S m Q) : Total S (Comp.guard b s m) Q :=
  Eq.subst (motive := fun b => Total S (Comp.guard b s m) Q) (Eq.symm hb) h

/-- A check that may fail. -/
theorem Total.check {α : Type} {S : Nat → Prop} {Q : α → Prop} {b : Bool} {s : Nat} {m : Comp α}
    (hs : S s) (h : b = Bool.true → Total S m Q) : Total S (Comp.guard b s m) Q :=
  Bool.rec (motive := fun b => (b = Bool.true → Total S m Q) → Total S (Comp.guard b s m) Q)
    (fun _ => Total.halt hs) (fun h => h rfl) b h

theorem total_cond {α : Type} {S : Nat → Prop} {Q : α → Prop} {c : Bool} {m k : Comp α}
    (hm : c = Bool.true → Total S m Q) (hk : c = Bool.false → Total S k Q) : Total S (cond c m k) Q :=
  Bool.rec (motive := fun c => (c = Bool.true → Total S m Q) → (c = Bool.false → Total S k Q) → Total S (cond c m k) Q)
    (fun _ hk => hk rfl) (fun hm _ => hm rfl) c hm hk

theorem Total.cond {α : Type} {S : Nat → Prop} {Q : α → Prop} {c : Bool} {m k : Comp α}
    (hm : c = Bool.true → Total S m Q) (hk : c = Bool.false → Total S k Q) : Total S (cond c m k) Q :=
  total_cond hm hk

/-! `Partial`. -/

theorem Partial.intro {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} (h : ∀ n, Fine S Q (m n)) : Partial S m Q :=
  fun n => Iff.mpr (fine_iff (m n)) (h n)

theorem Partial.fine {α : Type} {S : Nat → Prop} {Q : α → Prop} {m : Comp α} (h : Partial S m Q) (n : Nat) :
    Fine S Q (m n) :=
  Iff.mp (fine_iff (m n)) (h n)

/-- A weaker postcondition. -/
theorem Partial.mono {α : Type} {S : Nat → Prop} {Q R : α → Prop} {m : Comp α} (hq : ∀ a, Q a → R a)
    (h : Partial S m Q) : Partial S m R :=
  Partial.intro (fun n => Fine.mono hq (m n) (Partial.fine h n))

theorem Partial.ok {α : Type} {S : Nat → Prop} {Q : α → Prop} {a : α} (h : Q a) : Partial S (Comp.ok a) Q :=
  fun _ => Or.inr h

theorem Partial.halt {α : Type} {S : Nat → Prop} {Q : α → Prop} {s : Nat} (h : S s) : Partial S (Comp.halt s) Q :=
  fun _ => Or.inr h

theorem Partial.bind {α β : Type} {S : Nat → Prop} {Q : α → Prop} {R : β → Prop} {m : Comp α} {k : α → Comp β}
    (h : Partial S m Q) (hk : ∀ a, Q a → Partial S (k a) R) : Partial S (Comp.bind m k) R :=
  Partial.intro (fun n => Fine.bind (m n) (Partial.fine h n) (fun a ha => Partial.fine (hk a ha) n))

/-- A call whose sites are accounted for. -/
theorem Partial.at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : ∀ s, T s → S site)
    (h : Partial T m Q) : Partial S (Comp.at site m) Q :=
  Partial.intro (fun n => Fine.at hs (m n) (Partial.fine h n))

/-- A call of a cell that never halts. -/
theorem Partial.called {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : ∀ s, T s → False)
    (h : Partial T m Q) : Partial S (Comp.at site m) Q :=
  Partial.at (fun s ht => False.elim (hs s ht)) h

/-- A call of a cell that may halt, at a site where the caller may halt. -/
theorem Partial.called_at {α : Type} {S T : Nat → Prop} {Q : α → Prop} {site : Nat} {m : Comp α} (hs : S site)
    (h : Partial T m Q) : Partial S (Comp.at site m) Q :=
  Partial.at (fun _ _ => hs) h

/-- A check that holds. -/
theorem Partial.guard {α : Type} {S : Nat → Prop} {Q : α → Prop} {b : Bool} {s : Nat} {m : Comp α}
    (hb : b = Bool.true) (h : Partial S m Q) : Partial S (Comp.guard b s m) Q :=
  Eq.subst (motive := fun b => Partial S (Comp.guard b s m) Q) (Eq.symm hb) h

/-- A check that may fail. -/
theorem Partial.check {α : Type} {S : Nat → Prop} {Q : α → Prop} {b : Bool} {s : Nat} {m : Comp α}
    (hs : S s) (h : b = Bool.true → Partial S m Q) : Partial S (Comp.guard b s m) Q :=
  Bool.rec (motive := fun b => (b = Bool.true → Partial S m Q) → Partial S (Comp.guard b s m) Q)
    (fun _ => Partial.halt hs) (fun h => h rfl) b h

theorem partial_cond {α : Type} {S : Nat → Prop} {Q : α → Prop} {c : Bool} {m k : Comp α}
    (hm : c = Bool.true → Partial S m Q) (hk : c = Bool.false → Partial S k Q) : Partial S (cond c m k) Q :=
  Bool.rec
    (motive := fun c => (c = Bool.true → Partial S m Q) → (c = Bool.false → Partial S k Q) → Partial S (cond c m k) Q)
    (fun _ hk => hk rfl) (fun hm _ => hm rfl) c hm hk

theorem Partial.cond {α : Type} {S : Nat → Prop} {Q : α → Prop} {c : Bool} {m k : Comp α}
    (hm : c = Bool.true → Partial S m Q) (hk : c = Bool.false → Partial S k Q) : Partial S (cond c m k) Q :=
  partial_cond hm hk

end Lumen
