universe u v w

inductive Eq {α : Sort u} (a : α) : α → Prop where
  | refl : Eq a a

@[reducible] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl

def Eq.ndrec.{r, s} {α : Sort s} {a : α} {motive : α → Sort r} (m : motive a) {b : α} (h : Eq a b) : motive b :=
  Eq.rec (motive := fun x _ => motive x) m h

theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a :=
  Eq.ndrec (motive := fun x => Eq x a) Eq.refl h

theorem Eq.trans {α : Sort u} {a b c : α} (h : Eq a b) (k : Eq b c) : Eq a c :=
  Eq.ndrec (motive := fun x => Eq a x) h k

theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : Eq a₁ a₂) : Eq (f a₁) (f a₂) :=
  Eq.ndrec (motive := fun x => Eq (f a₁) (f x)) Eq.refl h

inductive True : Prop where
  | intro : True

inductive False : Prop

def False.elim {C : Sort u} (h : False) : C := False.rec (fun _ => C) h

def Not (a : Prop) : Prop := a → False

inductive And (a b : Prop) : Prop where
  | intro (left : a) (right : b) : And a b

inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b

theorem Or.elim {a b c : Prop} (h : Or a b) (left : a → c) (right : b → c) : c :=
  Or.rec (motive := fun _ => c) left right h

inductive Iff (a b : Prop) : Prop where
  | intro (mp : a → b) (mpr : b → a) : Iff a b

inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

axiom propext {a b : Prop} : Iff a b → Eq a b
axiom funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : (x : α) → Eq (f x) (g x)) : Eq f g
axiom Classical.em (p : Prop) : Or p (Not p)

inductive N : Type where
  | zero : N
  | succ (n : N) : N

structure Pair (α : Type) where
  first : α
  second : α

inductive Le (m : N) : N → Prop where
  | refl : Le m m
  | step {n : N} (h : Le m n) : Le m (N.succ n)

theorem below {m n : N} (h : Le (N.succ m) n) : Le m n :=
  Le.rec (motive := fun n _ => Le m n) (Le.step Le.refl) (fun _ ih => Le.step ih) h

def add (m : N) : N → N
  | N.zero => m
  | N.succ n => N.succ (add m n)

def double : N → N
  | N.zero => N.zero
  | N.succ n => N.succ (N.succ (double n))

def twice (n : N) : N := double (double n)

theorem cases_principle {motive : N → Prop} (base : motive N.zero) (next : ∀ m, motive (N.succ m)) (n : N) : motive n :=
  N.rec (motive := motive) base (fun m _ => next m) n

theorem Iff.refl (a : Prop) : Iff a a := Iff.intro (fun h => h) (fun h => h)

@[simp] theorem add_zero (n : N) : Eq (add n N.zero) n := rfl

class inductive Decidable (p : Prop) : Type where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p

def ite.{r} {α : Sort r} (c : Prop) [h : Decidable c] (t e : α) : α :=
  Decidable.rec (motive := fun _ => α) (fun _ => e) (fun _ => t) h

def dite.{r} {α : Sort r} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  Decidable.rec (motive := fun _ => α) (fun h => e h) (fun h => t h) h

theorem if_pos.{r} {c : Prop} {h : Decidable c} (hc : c) {α : Sort r} {t e : α} : Eq (ite c t e) t :=
  Decidable.rec (motive := fun h => Eq (@ite α c h t e) t) (fun hn => False.elim (hn hc)) (fun _ => rfl) h

theorem if_neg.{r} {c : Prop} {h : Decidable c} (hn : Not c) {α : Sort r} {t e : α} : Eq (ite c t e) e :=
  Decidable.rec (motive := fun h => Eq (@ite α c h t e) e) (fun _ => rfl) (fun hc => False.elim (hn hc)) h
