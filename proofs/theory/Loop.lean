/-
The rules of loops and of recursive groups.
Given by: `iter`, `loop` and `group` of `meaning/Comp.lean`, the rules of `Comp.lean`. Gives: what an invariant and a measure prove.
Holds: theorems about those definitions; `Settled` is used in proofs only, never in a statement.
-/

namespace Lumen

/-- What holds of a number whenever it holds of all smaller ones holds of all. -/
theorem strong_induction {P : Nat → Prop} (step : ∀ n, (∀ m, m < n → P m) → P n) (n : Nat) : P n :=
  have all : ∀ k m, m < k → P m := fun k =>
    Nat.rec (motive := fun k => ∀ m, m < k → P m)
      (fun m h => absurd h (Nat.not_lt_zero m))
      (fun _ ih m h => step m (fun j hj => ih j (Nat.lt_of_lt_of_le hj (Nat.le_of_lt_succ h))))
      k
  all (Nat.succ n) n (Nat.lt_succ_self n)

/-- Two fuels, of the bodies and of the iterations: below a bound on either there is nothing yet, above both one good outcome. -/
def Settled {α : Type} (S : Nat → Prop) (Q : α → Prop) (f : Nat → Nat → Outcome α) : Prop :=
  ∃ N K o, (∀ n k, n < N → f n k = Outcome.more) ∧ (∀ n k, k < K → f n k = Outcome.more)
    ∧ (∀ n k, N ≤ n → K ≤ k → f n k = o) ∧ Good S Q o

theorem Settled.intro {α : Type} {S : Nat → Prop} {Q : α → Prop} {f : Nat → Nat → Outcome α} (N K : Nat) (o : Outcome α)
    (body : ∀ n k, n < N → f n k = Outcome.more) (iterations : ∀ n k, k < K → f n k = Outcome.more)
    (above : ∀ n k, N ≤ n → K ≤ k → f n k = o) (good : Good S Q o) : Settled S Q f :=
  Exists.intro N (Exists.intro K (Exists.intro o
    (And.intro body (And.intro iterations (And.intro above good)))))

theorem Settled.elim {α : Type} {S : Nat → Prop} {Q : α → Prop} {f : Nat → Nat → Outcome α} {P : Prop} (h : Settled S Q f)
    (k : ∀ (N K : Nat) (o : Outcome α), (∀ n k, n < N → f n k = Outcome.more) → (∀ n k, k < K → f n k = Outcome.more)
      → (∀ n k, N ≤ n → K ≤ k → f n k = o) → Good S Q o → P) : P :=
  Exists.elim h (fun N hN => Exists.elim hN (fun K hK => Exists.elim hK (fun o ho =>
    k N K o (And.left ho) (And.left (And.right ho)) (And.left (And.right (And.right ho)))
      (And.right (And.right (And.right ho))))))

theorem Settled.total {α : Type} {S : Nat → Prop} {Q : α → Prop} {f : Nat → Nat → Outcome α} (h : Settled S Q f) :
    Total S (fun n => f n n) Q :=
  Settled.elim h (fun N K o body iterations above good => Or.elim (Nat.le_total N K)
    (fun le => Total.intro K o
      (fun n hn => iterations n n hn)
      (fun n hn => above n n (Nat.le_trans le hn) hn)
      good)
    (fun ge => Total.intro N o
      (fun n hn => body n n hn)
      (fun n hn => above n n hn (Nat.le_trans ge hn))
      good))

/-- A loop that ends at once. -/
theorem iter_done {σ : Type} {c : σ → Bool} {b : σ → Outcome σ} {k : Nat} {s : σ} (h : c s = Bool.false) :
    iter c b (Nat.succ k) s = Outcome.ok s :=
  congrArg (fun t => cond t (Outcome.bind (b s) (fun t => iter c b k t)) (Outcome.ok s)) h

/-- A loop that goes on. -/
theorem iter_step {σ : Type} {c : σ → Bool} {b : σ → Outcome σ} {k : Nat} {s : σ} {o : Outcome σ}
    (h : c s = Bool.true) (hb : b s = o) :
    iter c b (Nat.succ k) s = Outcome.bind o (fun t => iter c b k t) :=
  Eq.trans
    (congrArg (fun t => cond t (Outcome.bind (b s) (fun t => iter c b k t)) (Outcome.ok s)) h)
    (congrArg (fun o => Outcome.bind o (fun t => iter c b k t)) hb)

/-- Without iterations there is nothing yet; a statement about all iterations needs to be shown from one iteration on. -/
theorem iter_below {σ : Type} {c : σ → Bool} {b : σ → Outcome σ} {s : σ} {P : Nat → Prop}
    (h : ∀ k, P (Nat.succ k) → iter c b (Nat.succ k) s = Outcome.more) (k : Nat) (hk : P k) :
    iter c b k s = Outcome.more :=
  Nat.rec (motive := fun k => P k → iter c b k s = Outcome.more) (fun _ => rfl) (fun k _ hk => h k hk) k hk

theorem settled_done {σ : Type} {S : Nat → Prop} {Q : σ → Prop} {c : σ → Bool} {b : σ → Comp σ} {s : σ}
    (h : c s = Bool.false) (hq : Q s) : Settled S Q (fun n k => iter c (fun t => b t n) k s) :=
  Settled.intro 0 1 (Outcome.ok s)
    (fun n _ hn => absurd hn (Nat.not_lt_zero n))
    (fun n k hk => iter_below (b := fun t => b t n) (P := fun k => k < 1)
      (fun k hk => absurd (Nat.le_of_succ_le_succ hk) (Nat.not_succ_le_zero k)) k hk)
    (fun n k _ hk => Nat.rec (motive := fun k => 1 ≤ k → iter c (fun t => b t n) k s = Outcome.ok s)
      (fun h => absurd h (Nat.not_succ_le_zero 0)) (fun _ _ _ => iter_done h) k hk)
    hq

/-- An iteration whose body ends the loop by something else than a value. -/
theorem settled_stop {σ : Type} {S : Nat → Prop} {Q : σ → Prop} {c : σ → Bool} {b : σ → Comp σ} {s : σ}
    {N : Nat} {o : Outcome σ} (h : c s = Bool.true)
    (below : ∀ n, n < N → b s n = Outcome.more) (above : ∀ n, N ≤ n → b s n = o)
    (stop : ∀ k : σ → Outcome σ, Outcome.bind o k = o) (good : Good S Q o) :
    Settled S Q (fun n k => iter c (fun t => b t n) k s) :=
  Settled.intro N 1 o
    (fun n k hn => iter_below (b := fun t => b t n) (P := fun _ => n < N)
      (fun _ hn => iter_step (b := fun t => b t n) h (below n hn)) k hn)
    (fun n k hk => iter_below (b := fun t => b t n) (P := fun k => k < 1)
      (fun k hk => absurd (Nat.le_of_succ_le_succ hk) (Nat.not_succ_le_zero k)) k hk)
    (fun n k hn hk => Nat.rec (motive := fun k => 1 ≤ k → iter c (fun t => b t n) k s = o)
      (fun h => absurd h (Nat.not_succ_le_zero 0))
      (fun k _ _ => Eq.trans (iter_step (b := fun t => b t n) h (above n hn)) (stop (fun t => iter c (fun t => b t n) k t)))
      k hk)
    good

/-- An iteration whose body ends with a state from which the loop settles. -/
theorem settled_step {σ : Type} {S : Nat → Prop} {Q : σ → Prop} {c : σ → Bool} {b : σ → Comp σ} {s t : σ}
    {N : Nat} (h : c s = Bool.true)
    (below : ∀ n, n < N → b s n = Outcome.more) (above : ∀ n, N ≤ n → b s n = Outcome.ok t)
    (rest : Settled S Q (fun n k => iter c (fun t => b t n) k t)) :
    Settled S Q (fun n k => iter c (fun t => b t n) k s) :=
  have first : ∀ n k, n < N → iter c (fun t => b t n) k s = Outcome.more := fun n k hn =>
    iter_below (b := fun t => b t n) (P := fun _ => n < N)
      (fun _ hn => iter_step (b := fun t => b t n) h (below n hn)) k hn
  have next : ∀ n k, N ≤ n → iter c (fun t => b t n) (Nat.succ k) s = iter c (fun t => b t n) k t := fun n k hn =>
    iter_step (b := fun t => b t n) h (above n hn)
  Settled.elim rest (fun M K o body iterations settled good =>
    have late : ∀ n k, n < M → N ≤ n → iter c (fun t => b t n) k s = Outcome.more := fun n k hn hN =>
      iter_below (b := fun t => b t n) (P := fun _ => n < M) (fun k hn => Eq.trans (next n k hN) (body n k hn)) k hn
    have few : ∀ n k, k < Nat.succ K → iter c (fun t => b t n) k s = Outcome.more := fun n k hk =>
      Or.elim (Nat.lt_or_ge n N)
        (fun l => first n k l)
        (fun g => iter_below (b := fun t => b t n) (P := fun k => k < Nat.succ K)
          (fun k hk => Eq.trans (next n k g) (iterations n k (Nat.le_of_succ_le_succ hk))) k hk)
    have reached : ∀ n k, N ≤ n → M ≤ n → Nat.succ K ≤ k → iter c (fun t => b t n) k s = o := fun n k hN hM hk =>
      Nat.rec (motive := fun k => Nat.succ K ≤ k → iter c (fun t => b t n) k s = o)
        (fun h => absurd h (Nat.not_succ_le_zero K))
        (fun k _ hk => Eq.trans (next n k hN) (settled n k hM (Nat.le_of_succ_le_succ hk)))
        k hk
    Or.elim (Nat.le_total N M)
      (fun le => Settled.intro M (Nat.succ K) o
        (fun n k hn => Or.elim (Nat.lt_or_ge n N) (fun l => first n k l) (fun g => late n k hn g))
        few
        (fun n k hn hk => reached n k (Nat.le_trans le hn) hn hk)
        good)
      (fun ge => Settled.intro N (Nat.succ K) o
        first
        few
        (fun n k hn hk => reached n k hn (Nat.le_trans ge hn) hk)
        good))

/-- One iteration: what its body ends with decides how the loop settles. -/
theorem settled_body {σ : Type} {S : Nat → Prop} {P Q : σ → Prop} {c : σ → Bool} {b : σ → Comp σ} {s : σ}
    (h : c s = Bool.true) (hb : Total S (b s) P)
    (rest : ∀ t, P t → Settled S Q (fun n k => iter c (fun t => b t n) k t)) :
    Settled S Q (fun n k => iter c (fun t => b t n) k s) :=
  Total.elim hb (fun N o below above good =>
    Outcome.rec
      (motive := fun o => (∀ n, N ≤ n → b s n = o) → Good S P o → Settled S Q (fun n k => iter c (fun t => b t n) k s))
      (fun t above good => settled_step h below above (rest t good))
      (fun i above good => settled_stop (o := Outcome.halt i) h below above (fun _ => rfl) good)
      (fun above _ => settled_stop (o := Outcome.exhausted) h below above (fun _ => rfl) trivial)
      (fun _ good => False.elim good)
      o above good)

/-- A loop with an invariant and a measure in the natural numbers. -/
theorem Total.loop_nat {σ : Type} {S : Nat → Prop} {c : σ → Bool} {b : σ → Comp σ} (Inv : σ → Prop) (measure : σ → Nat)
    (step : ∀ s, Inv s → c s = Bool.true → Total S (b s) (fun t => Inv t ∧ measure t < measure s))
    (s : σ) (hs : Inv s) : Total S (loop c b s) (fun r => Inv r ∧ c r = Bool.false) :=
  have all : ∀ n s, measure s = n → Inv s →
      Settled S (fun r => Inv r ∧ c r = Bool.false) (fun n k => iter c (fun t => b t n) k s) :=
    strong_induction
      (P := fun n => ∀ s, measure s = n → Inv s →
        Settled S (fun r => Inv r ∧ c r = Bool.false) (fun n k => iter c (fun t => b t n) k s))
      (fun n ih s hn hs => Or.elim (Bool.eq_false_or_eq_true (c s))
        (fun hc => settled_body hc (step s hs hc) (fun t ht =>
          ih (measure t) (Eq.subst (motive := fun x => measure t < x) hn (And.right ht)) t rfl (And.left ht)))
        (fun hc => settled_done hc (And.intro hs hc)))
  Settled.total (f := fun n k => iter c (fun t => b t n) k s) (all (measure s) s rfl hs)

/-- The measure of a loop as a natural number: what is at least zero and decreases, decreases there. -/
theorem measure_lt {a b : Int} (h : a < b) (k : 0 ≤ b) : Int.toNat (a + 1) < Int.toNat (b + 1) :=
  Int.toNat_lt_toNat (Int.add_lt_add_right h 1) (Int.lt_add_one_of_le k)

/-- A loop with an invariant and a measure in the integers, which is not negative while the loop goes on. -/
theorem Total.loop {σ : Type} {S : Nat → Prop} {c : σ → Bool} {b : σ → Comp σ} (Inv : σ → Prop) (measure : σ → Int)
    (step : ∀ s, Inv s → c s = Bool.true →
      Total S (b s) (fun t => Inv t ∧ (measure t < measure s ∧ 0 ≤ measure s)))
    (s : σ) (hs : Inv s) : Total S (loop c b s) (fun r => Inv r ∧ c r = Bool.false) :=
  Total.loop_nat Inv (fun s => Int.toNat (measure s + 1))
    (fun s hs hc => Total.mono
      (fun t ht => And.intro (And.left ht) (measure_lt (And.left (And.right ht)) (And.right (And.right ht))))
      (step s hs hc))
    s hs

/-- A loop with an invariant. -/
theorem Partial.loop {σ : Type} {S : Nat → Prop} {c : σ → Bool} {b : σ → Comp σ} (Inv : σ → Prop)
    (step : ∀ s, Inv s → c s = Bool.true → Partial S (b s) Inv)
    (s : σ) (hs : Inv s) : Partial S (loop c b s) (fun r => Inv r ∧ c r = Bool.false) :=
  have all : ∀ n k s, Inv s → Fine S (fun r => Inv r ∧ c r = Bool.false) (iter c (fun t => b t n) k s) := fun n k =>
    Nat.rec
      (motive := fun k => ∀ s, Inv s → Fine S (fun r => Inv r ∧ c r = Bool.false) (iter c (fun t => b t n) k s))
      (fun _ _ => trivial)
      (fun k ih s hs => Or.elim (Bool.eq_false_or_eq_true (c s))
        (fun hc => Eq.subst (motive := fun o => Fine S (fun r => Inv r ∧ c r = Bool.false) o)
          (Eq.symm (iter_step (b := fun t => b t n) (k := k) hc rfl))
          (Fine.bind (b s n) (Partial.fine (step s hs hc) n) (fun t ht => ih t ht)))
        (fun hc => Eq.subst (motive := fun o => Fine S (fun r => Inv r ∧ c r = Bool.false) o)
          (Eq.symm (iter_done (b := fun t => b t n) (k := k) hc)) (And.intro hs hc)))
      k
  Partial.intro (fun n => all n n s hs)

/-! Recursive groups. -/

/-- One fuel more. -/
theorem Total.later {α : Type} {S : Nat → Prop} {Q : α → Prop} {f : Nat → Outcome α} (zero : f 0 = Outcome.more)
    (h : Total S (fun n => f (Nat.succ n)) Q) : Total S f Q :=
  Total.elim h (fun N o below above good => Total.intro (Nat.succ N) o
    (fun n hn => Nat.rec (motive := fun n => n < Nat.succ N → f n = Outcome.more)
      (fun _ => zero) (fun n _ hn => below n (Nat.le_of_succ_le_succ hn)) n hn)
    (fun n hn => Nat.rec (motive := fun n => Nat.succ N ≤ n → f n = o)
      (fun h => absurd h (Nat.not_succ_le_zero N)) (fun n _ hn => above n (Nat.le_of_succ_le_succ hn)) n hn)
    good)

/-- A recursive group with a measure: the calls of its body may be assumed to meet their contract where the measure is smaller. -/
theorem total_group {α β : Type} {S : Nat → Prop} {F : (α → Outcome β) → α → Comp β}
    (pre : α → Prop) (post : α → β → Prop) (measure : α → Nat)
    (step : ∀ (g : α → Comp β) (x : α), pre x → (∀ y, pre y → measure y < measure x → Total S (g y) (post y)) →
      Total S (fun n => F (fun y => g y n) x n) (post x))
    (x : α) (hx : pre x) : Total S (fun n => group F n x) (post x) :=
  have all : ∀ n x, measure x = n → pre x → Total S (fun n => group F n x) (post x) :=
    strong_induction (P := fun n => ∀ x, measure x = n → pre x → Total S (fun n => group F n x) (post x))
      (fun n ih x hn hx => Total.later (f := fun n => group F n x) rfl
        (step (fun y n => group F n y) x hx (fun y hy hlt =>
          ih (measure y) (Eq.subst (motive := fun m => measure y < m) hn hlt) y rfl hy)))
  all (measure x) x rfl hx

theorem Total.group {α β : Type} {S : Nat → Prop} {F : (α → Outcome β) → α → Comp β}
    (pre : α → Prop) (post : α → β → Prop) (measure : α → Nat)
    (step : ∀ (g : α → Comp β) (x : α), pre x → (∀ y, pre y → measure y < measure x → Total S (g y) (post y)) →
      Total S (fun n => F (fun y => g y n) x n) (post x))
    (x : α) (hx : pre x) : Total S (fun n => group F n x) (post x) :=
  total_group pre post measure step x hx

/-- A recursive group: the calls of its body may be assumed to meet their contract. -/
theorem partial_group {α β : Type} {S : Nat → Prop} {F : (α → Outcome β) → α → Comp β}
    (pre : α → Prop) (post : α → β → Prop)
    (step : ∀ (g : α → Outcome β) (n : Nat) (x : α), pre x →
      (∀ y, pre y → g y = Outcome.more ∨ Good S (post y) (g y)) →
      F g x n = Outcome.more ∨ Good S (post x) (F g x n))
    (x : α) (hx : pre x) : Partial S (fun n => group F n x) (post x) :=
  have all : ∀ n x, pre x → group F n x = Outcome.more ∨ Good S (post x) (group F n x) := fun n =>
    Nat.rec (motive := fun n => ∀ x, pre x → group F n x = Outcome.more ∨ Good S (post x) (group F n x))
      (fun _ _ => Or.inl rfl)
      (fun n ih x hx => step (group F n) n x hx ih)
      n
  fun n => all n x hx

theorem Partial.group {α β : Type} {S : Nat → Prop} {F : (α → Outcome β) → α → Comp β}
    (pre : α → Prop) (post : α → β → Prop)
    (step : ∀ (g : α → Outcome β) (n : Nat) (x : α), pre x →
      (∀ y, pre y → g y = Outcome.more ∨ Good S (post y) (g y)) →
      F g x n = Outcome.more ∨ Good S (post x) (F g x n))
    (x : α) (hx : pre x) : Partial S (fun n => group F n x) (post x) :=
  partial_group pre post step x hx

end Lumen
