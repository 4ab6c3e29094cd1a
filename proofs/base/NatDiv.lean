/-
Natural numbers: quotient and remainder.
Given by: the prelude's `Nat.div` and `Nat.mod`, which count down with fuel. Gives: `Nat.div_add_mod`, under `Int.tdiv` and `Int.ediv`.
Holds: theorems only, under the names of Lean's core.
-/

namespace Nat

/-- A step of the division: the divisor fits once more. -/
theorem div_go_of_le {y fuel x : Nat} (hy : 0 < y) (h : x < Nat.succ fuel) (hle : y ≤ x) :
    Nat.div.go y hy (Nat.succ fuel) x h = Nat.div.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h) + 1 :=
  @dif_pos (y ≤ x) (Nat.decLe y x) hle Nat
    (fun hle => Nat.div.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h) + 1)
    (fun _ => 0)

/-- The end of the division: the divisor does not fit any more. -/
theorem div_go_of_not_le {y fuel x : Nat} (hy : 0 < y) (h : x < Nat.succ fuel) (hle : ¬ y ≤ x) :
    Nat.div.go y hy (Nat.succ fuel) x h = 0 :=
  @dif_neg (y ≤ x) (Nat.decLe y x) hle Nat
    (fun hle => Nat.div.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h) + 1)
    (fun _ => 0)

/-- A step of the remainder: the divisor fits once more. -/
theorem modCore_go_of_le {y fuel x : Nat} (hy : 0 < y) (h : x < Nat.succ fuel) (hle : y ≤ x) :
    Nat.modCore.go y hy (Nat.succ fuel) x h = Nat.modCore.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h) :=
  @dif_pos (y ≤ x) (Nat.decLe y x) hle Nat
    (fun hle => Nat.modCore.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h))
    (fun _ => x)

/-- The end of the remainder: the divisor does not fit any more. -/
theorem modCore_go_of_not_le {y fuel x : Nat} (hy : 0 < y) (h : x < Nat.succ fuel) (hle : ¬ y ≤ x) :
    Nat.modCore.go y hy (Nat.succ fuel) x h = x :=
  @dif_neg (y ≤ x) (Nat.decLe y x) hle Nat
    (fun hle => Nat.modCore.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h))
    (fun _ => x)

/-- Quotient and remainder, at any fuel that suffices. -/
theorem div_go_add_modCore_go (y : Nat) (hy : 0 < y) (fuel : Nat) :
    ∀ (x : Nat) (h : x < fuel), y * Nat.div.go y hy fuel x h + Nat.modCore.go y hy fuel x h = x := by
  induction fuel with
  | zero => exact fun x h => absurd h (Nat.not_lt_zero x)
  | succ fuel ih =>
    intro x h
    show y * Nat.div.go y hy (Nat.succ fuel) x h + Nat.modCore.go y hy (Nat.succ fuel) x h = x
    exact Or.elim (Decidable.em (y ≤ x))
      (fun hle => by
        rw [Nat.div_go_of_le hy h hle, Nat.modCore_go_of_le hy h hle]
        have before : y * Nat.div.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h)
            + Nat.modCore.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h) = x - y :=
          ih (x - y) (Nat.div_rec_fuel_lemma hy hle h)
        exact Eq.trans
          (Nat.add_right_comm
            (y * Nat.div.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h)) y
            (Nat.modCore.go y hy fuel (x - y) (Nat.div_rec_fuel_lemma hy hle h)))
          (Eq.trans (congrArg (fun s => s + y) before) (Nat.sub_add_cancel hle)))
      (fun hle => by
        rw [Nat.div_go_of_not_le hy h hle, Nat.modCore_go_of_not_le hy h hle]
        exact Nat.zero_add x)

theorem div_eq_go (x : Nat) {y : Nat} (hy : 0 < y) :
    x / y = Nat.div.go y hy (Nat.succ x) x (Nat.lt_succ_self x) :=
  @dif_pos (0 < y) (Nat.decLt 0 y) hy Nat
    (fun hy => Nat.div.go y hy (Nat.succ x) x (Nat.lt_succ_self x)) (fun _ => 0)

theorem modCore_eq_go (x : Nat) {y : Nat} (hy : 0 < y) :
    Nat.modCore x y = Nat.modCore.go y hy (Nat.succ x) x (Nat.lt_succ_self x) :=
  @dif_pos (0 < y) (Nat.decLt 0 y) hy Nat
    (fun hy => Nat.modCore.go y hy (Nat.succ x) x (Nat.lt_succ_self x)) (fun _ => x)

theorem mod_eq_modCore (x : Nat) {y : Nat} (hy : 0 < y) : x % y = Nat.modCore x y := by
  cases x with
  | zero =>
    have none : ¬ y ≤ 0 := Nat.not_le_of_gt hy
    exact Eq.symm (Eq.trans (Nat.modCore_eq_go 0 hy) (Nat.modCore_go_of_not_le hy (Nat.lt_succ_self 0) none))
  | succ n =>
    exact Or.elim (Decidable.em (y ≤ Nat.succ n))
      (fun hle => @if_pos (y ≤ Nat.succ n) (Nat.decLe y (Nat.succ n)) hle Nat
        (Nat.modCore (Nat.succ n) y) (Nat.succ n))
      (fun hle => Eq.trans
        (@if_neg (y ≤ Nat.succ n) (Nat.decLe y (Nat.succ n)) hle Nat (Nat.modCore (Nat.succ n) y) (Nat.succ n))
        (Eq.symm (Eq.trans (Nat.modCore_eq_go (Nat.succ n) hy)
          (Nat.modCore_go_of_not_le hy (Nat.lt_succ_self (Nat.succ n)) hle))))

protected theorem div_zero (x : Nat) : x / 0 = 0 := rfl

protected theorem mod_zero (x : Nat) : x % 0 = x := by
  cases x with
  | zero => rfl
  | succ n => rfl

theorem div_add_mod (m k : Nat) : k * (m / k) + m % k = m := by
  cases k with
  | zero =>
    show 0 * (m / 0) + m % 0 = m
    rw [Nat.mod_zero m, Nat.zero_mul (m / 0)]
    exact Nat.zero_add m
  | succ n =>
    have hy : 0 < Nat.succ n := Nat.succ_pos n
    show Nat.succ n * (m / Nat.succ n) + m % Nat.succ n = m
    rw [Nat.mod_eq_modCore m hy, Nat.modCore_eq_go m hy, Nat.div_eq_go m hy]
    exact Nat.div_go_add_modCore_go (Nat.succ n) hy (Nat.succ m) m (Nat.lt_succ_self m)

theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m :=
  Eq.trans (Nat.add_comm (m % k) (k * (m / k))) (Nat.div_add_mod m k)

end Nat
