/-
The first facts of logic: connectives, equality, decidable propositions, classical reasoning.
Given by: `Core.lean`. Gives: what every later file of the library and every proof of the verifier starts from.
Holds: names are those of Lean's core; nothing here says what a statement means.
-/

universe u v w

theorem trivial : True := True.intro

theorem not_false : ¬ False := fun h => h

theorem mt {a b : Prop} (h : a → b) (hb : ¬ b) : ¬ a := fun ha => hb (h ha)

theorem not_not_intro {p : Prop} (h : p) : ¬ ¬ p := fun hn => hn h

theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h (Eq.symm e)

/-- A value of an equal type. -/
def Eq.mp {α β : Sort u} (h : α = β) (a : α) : β := cast h a

/-- A value of an equal type, from right to left. -/
def Eq.mpr {α β : Sort u} (h : α = β) (b : β) : α := cast (Eq.symm h) b

theorem of_eq_true {p : Prop} (h : p = True) : p := Eq.mpr h trivial

theorem congrArg₂ {α : Sort u} {β : Sort v} {γ : Sort w} (f : α → β → γ) {a a' : α} {b b' : β}
    (ha : a = a') (hb : b = b') : f a b = f a' b' :=
  congr (congrArg f ha) hb

theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h : Exists p) (k : ∀ a : α, p a → b) : b :=
  match h with
  | Exists.intro a ha => k a ha

theorem And.symm {a b : Prop} (h : a ∧ b) : b ∧ a := And.intro (And.right h) (And.left h)

theorem And.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d :=
  And.intro (f (And.left h)) (g (And.right h))

theorem Or.symm {a b : Prop} (h : a ∨ b) : b ∨ a := Or.elim h (fun ha => Or.inr ha) (fun hb => Or.inl hb)

theorem Or.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d :=
  Or.elim h (fun ha => Or.inl (f ha)) (fun hb => Or.inr (g hb))

theorem not_or {p q : Prop} : ¬ (p ∨ q) ↔ ¬ p ∧ ¬ q :=
  Iff.intro
    (fun h => And.intro (fun hp => h (Or.inl hp)) (fun hq => h (Or.inr hq)))
    (fun h hpq => Or.elim hpq (And.left h) (And.right h))

theorem Iff.refl (a : Prop) : a ↔ a := Iff.intro (fun h => h) (fun h => h)

theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a

theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := Iff.intro (Iff.mpr h) (Iff.mp h)

theorem Iff.trans {a b c : Prop} (h : a ↔ b) (k : b ↔ c) : a ↔ c :=
  Iff.intro (fun ha => Iff.mp k (Iff.mp h ha)) (fun hc => Iff.mpr h (Iff.mpr k hc))

theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := Iff.intro (Eq.mp h) (Eq.mpr h)

theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := Iff.intro (fun _ => hb) (fun _ => ha)

theorem iff_of_false {a b : Prop} (ha : ¬ a) (hb : ¬ b) : a ↔ b :=
  Iff.intro (fun h => absurd h ha) (fun h => absurd h hb)

theorem not_congr {a b : Prop} (h : a ↔ b) : ¬ a ↔ ¬ b := Iff.intro (mt (Iff.mpr h)) (mt (Iff.mp h))

theorem and_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a ∧ b) ↔ (c ∧ d) :=
  Iff.intro (And.imp (Iff.mp h) (Iff.mp k)) (And.imp (Iff.mpr h) (Iff.mpr k))

theorem or_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a ∨ b) ↔ (c ∨ d) :=
  Iff.intro (Or.imp (Iff.mp h) (Iff.mp k)) (Or.imp (Iff.mpr h) (Iff.mpr k))

theorem imp_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a → b) ↔ (c → d) :=
  Iff.intro
    (fun f hc => Iff.mp k (f (Iff.mpr h hc)))
    (fun f ha => Iff.mpr k (f (Iff.mp h ha)))

theorem iff_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  Iff.intro
    (fun e => Iff.trans (Iff.symm h) (Iff.trans e k))
    (fun e => Iff.trans h (Iff.trans e (Iff.symm k)))

theorem Bool.false_ne_true : ¬ (Bool.false = Bool.true) := ne_true_of_eq_false rfl

theorem Bool.true_ne_false : ¬ (Bool.true = Bool.false) := ne_false_of_eq_true rfl

theorem Bool.eq_false_or_eq_true (b : Bool) : b = Bool.true ∨ b = Bool.false :=
  match b with
  | Bool.true => Or.inl rfl
  | Bool.false => Or.inr rfl

theorem dif_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬ c → α} :
    @dite α c h t e = t hc :=
  match h with
  | Decidable.isTrue _ => rfl
  | Decidable.isFalse hn => absurd hc hn

theorem dif_neg {c : Prop} {h : Decidable c} (hn : ¬ c) {α : Sort u} {t : c → α} {e : ¬ c → α} :
    @dite α c h t e = e hn :=
  match h with
  | Decidable.isTrue hc => absurd hc hn
  | Decidable.isFalse _ => rfl

theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : @ite α c h t e = t :=
  match h with
  | Decidable.isTrue _ => rfl
  | Decidable.isFalse hn => absurd hc hn

theorem if_neg {c : Prop} {h : Decidable c} (hn : ¬ c) {α : Sort u} {t e : α} : @ite α c h t e = e :=
  match h with
  | Decidable.isTrue hc => absurd hc hn
  | Decidable.isFalse _ => rfl

theorem Decidable.em (p : Prop) [h : Decidable p] : p ∨ ¬ p :=
  match h with
  | Decidable.isTrue hp => Or.inl hp
  | Decidable.isFalse hn => Or.inr hn

theorem Decidable.byContradiction {p : Prop} [h : Decidable p] (k : ¬ p → False) : p :=
  match h with
  | Decidable.isTrue hp => hp
  | Decidable.isFalse hn => False.elim (k hn)

theorem Decidable.of_not_not {p : Prop} [Decidable p] (h : ¬ ¬ p) : p := Decidable.byContradiction h

/-- Equal functions are those with equal values. -/
theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g :=
  let relation : ((x : α) → β x) → ((x : α) → β x) → Prop := fun f g => ∀ x, f x = g x
  let apply : Quot relation → (x : α) → β x :=
    fun q x => @Quot.lift ((x : α) → β x) relation (β x) (fun f => f x) (fun _ _ hp => hp x) q
  congrArg apply (@Quot.sound ((x : α) → β x) relation f g h)

namespace Classical

/-- A value that satisfies a property that some value satisfies. -/
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α :=
  Subtype.val (Classical.choice
    (Exists.elim h (fun w hw => Nonempty.intro (Subtype.mk w hw)) : Nonempty (Subtype p)))

theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (Classical.choose h) :=
  Subtype.property (Classical.choice
    (Exists.elim h (fun w hw => Nonempty.intro (Subtype.mk w hw)) : Nonempty (Subtype p)))

/-- Excluded middle, from choice. -/
theorem em (p : Prop) : p ∨ ¬ p :=
  let U : Prop → Prop := fun x => x = True ∨ p
  let V : Prop → Prop := fun x => x = False ∨ p
  have exU : ∃ x, U x := Exists.intro True (Or.inl rfl)
  have exV : ∃ x, V x := Exists.intro False (Or.inl rfl)
  have hu : Classical.choose exU = True ∨ p := Classical.choose_spec exU
  have hv : Classical.choose exV = False ∨ p := Classical.choose_spec exV
  have apart : ¬ (Classical.choose exU = Classical.choose exV) ∨ p :=
    Or.elim hu
      (fun eu => Or.elim hv
        (fun ev => Or.inl (fun e => Eq.mp (Eq.trans (Eq.symm eu) (Eq.trans e ev)) trivial))
        (fun hp => Or.inr hp))
      (fun hp => Or.inr hp)
  have same : p → Classical.choose exU = Classical.choose exV := fun hp =>
    have predicates : U = V :=
      funext (fun x => propext (Iff.intro (fun _ => (Or.inr hp : V x)) (fun _ => (Or.inr hp : U x))))
    have all : ∀ (W : Prop → Prop) (e : U = W) (k : ∃ x, W x), Classical.choose exU = Classical.choose k :=
      fun W e => Eq.subst (motive := fun W => ∀ k : ∃ x, W x, Classical.choose exU = Classical.choose k) e (fun _ => rfl)
    all V predicates exV
  Or.elim apart (fun hn => Or.inr (fun hp => hn (same hp))) (fun hp => Or.inl hp)

theorem byContradiction {p : Prop} (h : ¬ p → False) : p :=
  Or.elim (Classical.em p) (fun hp => hp) (fun hn => False.elim (h hn))

end Classical

theorem Classical.not_not {p : Prop} : ¬ ¬ p ↔ p := Iff.intro Classical.byContradiction not_not_intro
